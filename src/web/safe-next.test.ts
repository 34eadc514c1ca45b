import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

const origin = 'http://127.0.0.1:8080';

test.each([
  ['/projects/3/label?task=9#x', '/projects/3/label?task=9#x'],
  ['//evil.example/a', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['', '/'],
  [undefined, '/'],
])('%s leads to %s', (next, expected) => {
  expect(safeNext(next, origin)).toBe(expected);
});
