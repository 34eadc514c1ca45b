import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../labels/json.ts';
import { readCsv } from './read-csv.ts';
import { readJsonItems } from './read-json-items.ts';
import { judgeTaskFormat } from './task-format.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
async function* chunks(all: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}
const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};
const json = (text: string, size = 7) => collect(readJsonItems(chunks(bytes(text), size)));
const csv = (text: string) => collect(readCsv(chunks(bytes(text), 5)));

test('property: any list of JSON values is read back, however the bytes are cut', async () => {
  const value = fc
    .jsonValue({ stringUnit: 'grapheme', noTrailingZero: true } as object)
    .map((each) => JSON.parse(JSON.stringify(each)) as Json);
  await fc.assert(
    fc.asyncProperty(
      fc.array(value),
      fc.integer({ min: 1, max: 20 }),
      fc.boolean(),
      async (list, size, pretty) => {
        expect(await json(JSON.stringify(list, null, pretty ? 2 : 0), size)).toEqual(list);
      },
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { minLength: 1 }),
      fc.integer({ min: 1, max: 20 }),
      async (list, size) => {
        // a first line that is an array would be the list itself
        const lines = [{ first: true }, ...list];
        expect(await json(lines.map((each) => JSON.stringify(each)).join('\n'), size)).toEqual(lines);
      },
    ),
  );
});

test.each([
  ['[{"a":1}', 'does not end'],
  ['{"a":1', 'middle of a value'],
  ['[1,]', 'comma'],
  ['[1,,2]', 'comma'],
  ['[1]2', 'follows the end'],
  ['{"a":1}]', 'bracket'],
  ['[{"a":nope}]', 'not JSON'],
  ['{"id":12345678901234567890}', 'cannot be kept exactly'],
])('%s is refused: %s', async (text, reason) => {
  await expect(json(text)).rejects.toThrow(reason);
});

test('an item says its index; bytes that are no text are refused', async () => {
  await expect(json('[{"a":1},{"b":x}]')).rejects.toMatchObject({ index: 1 });
  await expect(collect(readJsonItems(chunks(new Uint8Array([0xff, 0xfe, 0x00]), 2)))).rejects.toThrow(
    'UTF-8',
  );
});

test('CSV: quotes, line breaks in cells, delimiters, byte order mark', async () => {
  expect(await csv('\ufefftext,n\r\n"a, ""b""\nc",1\r\n')).toEqual([{ text: 'a, "b"\nc', n: '1' }]);
  expect(await csv('a;b\n1,5;2\n')).toEqual([{ a: '1,5', b: '2' }]);
  expect(await csv('a\tb\n1\t2\n')).toEqual([{ a: '1', b: '2' }]);
  expect(await csv('')).toEqual([]);
  await expect(csv('a,a\n1,2\n')).rejects.toThrow('same name');
  await expect(csv('a,b\n1\n')).rejects.toThrow();
});

test.each([
  ['x/0000000000000000', '{"text":"a"}', 'json'],
  ['x.jsonl', '{"a":1}\n{"a":2}', 'json'],
  ['x.json', '[{"a":1}]', 'json'],
  ['x.csv', 'a,b\n1,2', 'csv'],
  ['x.txt', '{"a":1}', undefined],
  ['x', 'hello', undefined],
  ['x', '[not json', undefined],
])('%s holding %s is %s', (name, head, format) => {
  expect(judgeTaskFormat(name, bytes(head))).toBe(format);
});
