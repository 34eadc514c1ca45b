/**
 * What a file is to an import, by its name. `rows`: it holds tasks. `lines`: it is a text, or holds one a line.
 * `text`, `image`, `audio`: it is the data of one task. undefined: it cannot be imported.
 */
export type ImportKind = 'rows' | 'lines' | 'text' | 'image' | 'audio';

const extensions: Readonly<Record<ImportKind, readonly string[]>> = {
  rows: ['json', 'jsonl', 'ndjson', 'csv', 'tsv'],
  lines: ['txt'],
  text: ['htm', 'html', 'md'],
  image: ['avif', 'bmp', 'gif', 'jpeg', 'jpg', 'png', 'svg', 'webp'],
  audio: ['aac', 'flac', 'm4a', 'mp3', 'oga', 'ogg', 'opus', 'wav'],
};

export const importKinds = Object.keys(extensions) as ImportKind[];

const byExtension = new Map(
  importKinds.flatMap((kind) => extensions[kind].map((name) => [name, kind] as const)),
);

export const importKindOf = (path: string): ImportKind | undefined =>
  byExtension.get(/\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? '');

/** For the file picker of a browser. */
export const importExtensions: readonly string[] = [...byExtension.keys()].map((name) => `.${name}`);
