export type PreviewKind = 'text' | 'json' | 'csv' | 'image' | 'audio' | 'none';

const byEnding: Readonly<Record<string, PreviewKind>> = {
  json: 'json',
  csv: 'csv',
  tsv: 'csv',
  txt: 'text',
  md: 'text',
  jsonl: 'text',
  ndjson: 'text',
  xml: 'text',
  html: 'text',
  yaml: 'text',
  yml: 'text',
  log: 'text',
  py: 'text',
  eml: 'text',
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  gif: 'image',
  webp: 'image',
  bmp: 'image',
  svg: 'image',
  avif: 'image',
  wav: 'audio',
  mp3: 'audio',
  ogg: 'audio',
  flac: 'audio',
  m4a: 'audio',
};

/** How a file can be shown in the page, by its ending, else by its content type. */
export const previewKind = (path: string, contentType: string): PreviewKind => {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const known = byEnding[ending];
  if (known) return known;
  const type = contentType.toLowerCase();
  if (type.includes('json')) return 'json';
  if (type.includes('csv')) return 'csv';
  if (type.startsWith('image/')) return 'image';
  if (type.startsWith('audio/')) return 'audio';
  if (type.startsWith('text/') || type.includes('xml')) return 'text';
  return 'none';
};
