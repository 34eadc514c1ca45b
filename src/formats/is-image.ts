const latin = (head: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...head.subarray(from, to));

/** The first bytes of PNG, JPEG, GIF, WebP, BMP, AVIF and SVG; a browser shows them whatever their name says. */
export const isImage = (head: Uint8Array): boolean => {
  const start = latin(head, 0, 4);
  if (start === '\x89PNG' || start === 'GIF8' || start.startsWith('\xff\xd8\xff') || start.startsWith('BM'))
    return true;
  if (start === 'RIFF') return latin(head, 8, 12) === 'WEBP';
  if (/^avi[fs]$/.test(latin(head, 8, 12))) return latin(head, 4, 8) === 'ftyp';
  return /<svg[\s>]/i.test(latin(head, 0, 1024));
};
