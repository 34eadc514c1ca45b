import { judgeTaskFormat } from '../../../formats/task-format.ts';
import { globEntries } from '../../../versions/commands/glob-entries.ts';
import { readObject } from '../../../versions/commands/read-object.ts';
import type { FileEntry, RefLike, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';

export type JudgedMethod = {
  readonly method: 'files' | 'tasks';
  readonly reason: string;
  readonly sample: readonly FileEntry[];
};

/** Whether files are tasks or hold tasks, judged by the content of the first of them. */
export const judgeMethod = async (
  server: Server,
  repo: Repo,
  ref: RefLike,
  glob: string,
): Promise<JudgedMethod> => {
  const page = await globEntries(server.versions, { repo, ref, pattern: glob, limit: 8 });
  const sample = page.items.filter(({ path, entry }) => !path.endsWith('/') && entry.size > 0).slice(0, 5);
  if (sample.length === 0)
    return { method: 'files', reason: 'No file matches yet; this is judged again when one does.', sample };
  for (const { path, entry } of sample) {
    const format = judgeTaskFormat(path, await readHead(server, entry.sha256));
    if (format === undefined)
      return { method: 'files', reason: `${path} is neither JSON nor CSV, so each file is a task.`, sample };
  }
  const files = sample.length === 1 ? 'The first file holds' : `The first ${sample.length} files hold`;
  return { method: 'tasks', reason: `${files} JSON or CSV, so each of their rows is a task.`, sample };
};

const readHead = async (server: Server, sha256: string): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await readObject(server.versions, { sha256, start: 0, end: 4096 }))
    chunks.push(chunk);
  return Buffer.concat(chunks);
};
