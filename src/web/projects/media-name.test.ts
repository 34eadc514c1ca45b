import { expect, test } from 'vitest';
import { mediaNameOf } from './media-name.ts';

test('a task is known by the file that its data point to', () => {
  expect(mediaNameOf({ n: 1, image: 's3://raw/cats/a%20cat.png' })).toBe('a cat.png');
  expect(mediaNameOf({ image: 'https://example.org/cat.JPG?size=2#x' })).toBe('cat.JPG');
  expect(mediaNameOf({ image: 'cat.png' })).toBe('cat.png');
  expect(mediaNameOf({ image: 's3://raw/100%.png' })).toBe('100%.png');
});

test('what is labeled itself has no name', () => {
  expect(mediaNameOf({ image: 'data:image/png;base64,AAAA' })).toBe(null);
  expect(mediaNameOf({ text: 'I sent you the file report.pdf' })).toBe(null);
  expect(mediaNameOf({ text: 'and/or, said he', n: 3 })).toBe(null);
  expect(mediaNameOf({})).toBe(null);
});
