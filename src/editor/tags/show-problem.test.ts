import { expect, test } from 'vitest';
import { shortAddress } from './show-problem.ts';

test.each([
  ['/api/lw/projects/3/media/0514b652426bde95861b54d4ad058229/broken%20one.mp3', 'broken one.mp3'],
  ['s3://repo/inbox/a.png', 'a.png'],
  ['https://example.org/a.png?size=3#x', 'a.png'],
  ['https://example.org/100%', '100%'],
  ['data:image/png;base64,AAAA', 'data:image/png…'],
  ['a.png', 'a.png'],
  ['?', '?'],
])('%s is %s', (address, name) => {
  expect(shortAddress(address)).toBe(name);
});
