import { expect, test } from 'vitest';
import { splitRecords } from './split-records.ts';

const split = async (text: string, kind: 'line' | 'csv', size: number): Promise<string[]> => {
  async function* chunks() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const found: string[] = [];
  for await (const record of splitRecords(chunks(), kind)) found.push(Buffer.from(record).toString());
  return found;
};

test('lines keep their ends, and the last one needs none', async () => {
  for (const size of [1, 3, 100]) expect(await split('a\r\n\nb', 'line', size)).toEqual(['a\r\n', '\n', 'b']);
});

test('a line end within quotes belongs to the CSV record', async () => {
  for (const size of [1, 4, 100])
    expect(await split('id,text\n1,"two\nlines, ""quoted"""\n2,x\n', 'csv', size)).toEqual([
      'id,text\n',
      '1,"two\nlines, ""quoted"""\n',
      '2,x\n',
    ]);
});
