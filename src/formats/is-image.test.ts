import { expect, test } from 'vitest';
import { isImage } from './is-image.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('pictures are known by their first bytes', () => {
  for (const head of [
    '\x89PNG\r\n\x1a\n',
    '\xff\xd8\xff\xe0',
    'GIF89a',
    'RIFF\0\0\0\0WEBPVP8 ',
    'BM\0\0',
    '\0\0\0\x20ftypavif',
    '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">',
  ])
    expect(isImage(bytes(head)), head).toBe(true);
  for (const head of ['', 'hello', 'RIFF\0\0\0\0WAVEfmt ', '\0\0\0\x20ftypisom', '<html>', '%PDF-1.7'])
    expect(isImage(bytes(head)), head).toBe(false);
});
