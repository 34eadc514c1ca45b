import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitJson } from './split-json.ts';

async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const split = async (text: string, size = 7): Promise<unknown[]> => {
  const found: unknown[] = [];
  for await (const value of splitJson(chunks(text, size)))
    found.push(JSON.parse(Buffer.from(value).toString()));
  return found;
};

test('values one after another, and the items of a list, are found whatever the chunks and blanks', async () => {
  const values = fc.array(
    fc.jsonValue().filter((value) => !Array.isArray(value)),
    { maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(
      values,
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom(0, 2),
      async (list, size, indent) => {
        const plain = JSON.parse(JSON.stringify(list)) as unknown[];
        expect(
          await split(list.map((value) => JSON.stringify(value, null, indent)).join('\n'), size),
        ).toEqual(plain);
        expect(await split(JSON.stringify(list, null, indent), size)).toEqual(plain);
      },
    ),
  );
});

test('a value keeps its own bytes', async () => {
  const found: string[] = [];
  for await (const value of splitJson(chunks('{ "a" : 1.0 }\n\n{"b":"}\\""}', 3)))
    found.push(Buffer.from(value).toString());
  expect(found).toEqual(['{ "a" : 1.0 }', '{"b":"}\\""}']);
});

test('a text that ends within a value is refused', async () => {
  await expect(split('{"a": [1, 2')).rejects.toThrow(SyntaxError);
  await expect(split('[{"a": 1}')).rejects.toThrow(SyntaxError);
});
