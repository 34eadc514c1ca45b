import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from './pack-sources.ts';

/** Every file below a folder, its place in the repo made from its place in the folder; links are followed to files only. */
export async function* walkFolder(folder: string, prefix: string): AsyncGenerator<SourceFile> {
  const base = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  for (const item of (await readdir(folder, { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const place = join(folder, item.name);
    if (item.isDirectory()) {
      yield* walkFolder(place, `${base}${item.name}/`);
      continue;
    }
    const found = await stat(place);
    if (found.isFile())
      yield { path: `${base}${item.name}`, size: found.size, open: () => createReadStream(place) };
  }
}
