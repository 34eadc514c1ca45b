import { writeObject } from '../../../versions/commands/write-object.ts';
import type { Edit, WrittenObject } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';

export type TextEdits = { readonly edits: readonly Edit[]; readonly objects: readonly WrittenObject[] };

const typeOf = (path: string): string =>
  path.endsWith('.json') ? 'application/json' : path.endsWith('.xml') ? 'application/xml' : 'text/markdown';

/** Texts by path as edits of a tree, with the objects written; null removes the path. */
export const textEdits = async (
  server: Server,
  files: Readonly<Record<string, string | null>>,
): Promise<TextEdits> => {
  const edits: Edit[] = [];
  const objects: WrittenObject[] = [];
  const modified = server.clock();
  for (const [path, text] of Object.entries(files)) {
    if (text === null) {
      edits.push({ path, entry: null });
      continue;
    }
    const object = await writeObject(server.versions, { body: Buffer.from(text) });
    objects.push(object);
    const { sha256, size, md5 } = object;
    const entry = { sha256, size, modified, contentType: typeOf(path), metadata: {}, etag: md5 };
    edits.push({ path, entry });
  }
  return { edits, objects };
};
