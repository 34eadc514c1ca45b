import { FormatError } from '../../../formats/format-error.ts';
import type { Json } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { importKindOf } from '../../../shared/import-kind.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { type Imported, importItems } from './import-items.ts';
import { itemsOfFile, keyOfFile, unreadable } from './items-of-file.ts';
import { mediaNames } from './media-names.ts';
import { mediaStore } from './media-store.ts';

/** To be read to its end before the next one is asked for. */
export type ImportFile = { readonly name: string; readonly content: AsyncIterable<Uint8Array> };

/**
 * Imports files together, all or none: the rows of JSON, JSON Lines, CSV and TSV, the lines of a TXT (or, by `texts`,
 * the whole of it), and each page as a task. A picture or recording belongs to the rows that name it, where it was
 * sent before them, and else is a task itself; its bytes lie in the repo `<labels>_files` then, all as one commit.
 * Errors: import.unreadable {file, reason}, request.invalid without a file.
 */
export const importFiles = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; files: AsyncIterable<ImportFile>; texts: 'lines' | 'files' },
): Promise<Omit<Imported, 'ids'>> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const { config } = project;
  const media = mediaStore(server, actor, project);
  const names = mediaNames();
  const stored: { name: string; kind: 'image' | 'audio'; uri: string }[] = [];
  const begun: { name: string; first: number }[] = [];
  let count = 0;
  const items = async function* (): AsyncGenerator<Json> {
    for await (const { name, content } of args.files) {
      const first = count;
      begun.push({ name, first });
      const kind = importKindOf(name);
      try {
        if (kind === 'image' || kind === 'audio') {
          const uri = await media.add(name, kind, content);
          stored.push({ name, kind, uri });
          names.add({ path: name, uri });
          continue;
        }
        for await (const item of itemsOfFile({ name, kind, content }, { ...args, config, names })) {
          count += 1;
          yield item;
        }
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        const place = kind === 'rows' ? `item ${error.index}: ` : '';
        throw unreadable(name, place + error.reason, error);
      }
      if (count === first) throw unreadable(name, 'there is nothing in it');
    }
    if (begun.length === 0) throw new AppError('request.invalid', { reason: 'there is no file in the form' });
    for (const { name, kind, uri } of stored) {
      if (names.isUsed(name)) continue;
      begun.push({ name, first: count });
      count += 1;
      yield { [keyOfFile(config, name, kind)]: uri };
    }
  };
  try {
    const { ids: _, ...imported } = await importItems(server, actor, {
      id: project.id,
      items: items(),
      ready: () => media.commit(`Import of ${project.title}`),
    });
    return imported;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'import.invalid') throw error;
    const index = Number(error.data['index']);
    const file = begun.findLast(({ first }) => first <= index);
    if (file === undefined) throw error;
    throw unreadable(file.name, `item ${index - file.first}: ${error.data['reason']}`, error);
  }
};
