import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExportFile } from './export-format.ts';
import { zipFiles } from './zip.ts';
import { centralEntry, endOfCentral } from './zip-records.ts';

const time = new Date('2026-02-03T04:05:06Z');

async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}
const zipped = async (files: readonly ExportFile[]): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of zipFiles(each(files), time)) parts.push(part);
  return Buffer.concat(parts);
};
const file = (path: string, text: string): ExportFile => ({ type: 'bytes', path, bytes: Buffer.from(text) });

/** Reads as a reader does that begins at the end: the central directory, then each file where it says. */
const unzip = (zip: Buffer): Record<string, string> => {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (count === 0xffff) {
    const record = Number(zip.readBigUInt64LE(end - 20 + 8));
    count = Number(zip.readBigUInt64LE(record + 32));
    at = Number(zip.readBigUInt64LE(record + 48));
  }
  const files: Record<string, string> = {};
  for (let index = 0; index < count; index += 1) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [crc, packed, size] = [
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
    ];
    const [name, extra] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const local = zip.readUInt32LE(at + 42);
    const body = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(body, body + packed);
    const text = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes;
    expect([text.length, crc32(text)]).toEqual([size, crc]);
    files[zip.toString('utf8', at + 46, at + 46 + name)] = text.toString('utf8');
    at += 46 + name + extra;
  }
  return files;
};

test('property: what goes in comes out, as bytes or in chunks', async () => {
  const content = fc.oneof(
    fc.string(),
    fc.string({ minLength: 100 }).map((text) => text.repeat(50)),
  );
  const files = fc.dictionary(
    fc.stringMatching(/^[a-zäß€0-9]{1,8}(\/[a-z]{1,4}){0,2}\.(txt|png)$/),
    content,
    { noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(files, fc.boolean(), async (all, streamed) => {
      const given = Object.entries(all).map(([path, text]): ExportFile => {
        const bytes = Buffer.from(text);
        const chunks = each([bytes.subarray(0, 5), bytes.subarray(5)]);
        return streamed ? { type: 'chunks', path, chunks } : { type: 'bytes', path, bytes };
      });
      const expected = Object.fromEntries(
        Object.entries(all).map(([path, text]) => [path, Buffer.from(text).toString('utf8')]),
      );
      expect(unzip(await zipped(given))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('another program reads it', async () => {
  const script =
    'import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; ' +
    'print(json.dumps({i.filename: [z.read(i).decode(), list(i.date_time)] for i in z.infolist()}))';
  const folder = mkdtempSync(join(tmpdir(), 'lw-zip-'));
  try {
    execFileSync('python3', ['--version']);
  } catch {
    return; // the property above reads what it writes
  }
  try {
    const path = join(folder, 'a.zip');
    const long = 'ä line\n'.repeat(20_000);
    writeFileSync(
      path,
      await zipped([
        file('labels/ä b.txt', 'x'),
        { type: 'chunks', path: 'n.json', chunks: each([Buffer.from(long)]) },
      ]),
    );
    const read = JSON.parse(execFileSync('python3', ['-c', script, path], { maxBuffer: 1e7 }).toString());
    expect(read).toEqual({
      'labels/ä b.txt': ['x', [2026, 2, 3, 4, 5, 6]],
      'n.json': [long, [2026, 2, 3, 4, 5, 6]],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('more files than 65,535', async () => {
  const many = async function* (): AsyncIterable<ExportFile> {
    for (let n = 0; n < 66_000; n += 1) yield file(`f/${n}`, String(n));
  };
  const parts: Uint8Array[] = [];
  for await (const part of zipFiles(many(), time)) parts.push(part);
  const files = unzip(Buffer.concat(parts));
  expect(Object.keys(files)).toHaveLength(66_000);
  expect(files['f/65999']).toBe('65999');
}, 30_000);

test('places beyond 4 GiB are in the zip64 fields', () => {
  const offset = 5 * 2 ** 32;
  const name = Buffer.from('a');
  const entry = centralEntry({
    name,
    time,
    offset,
    deflated: false,
    streamed: false,
    crc: 1,
    size: 2,
    packedSize: 2,
  });
  const bytes = Buffer.from(entry);
  expect(bytes.readUInt32LE(42)).toBe(0xffffffff);
  expect(Number(bytes.readBigUInt64LE(47 + 4))).toBe(offset);
  const end = Buffer.from(endOfCentral({ count: 1, start: offset, size: 59 }));
  expect(Number(end.readBigUInt64LE(48))).toBe(offset);
  expect(Number(end.readBigUInt64LE(56 + 8))).toBe(offset + 59);
});

test('refuses unsafe paths, a path twice, and breaks off with what a file’s chunks throw', async () => {
  for (const path of ['../a', '/a', 'a//b', 'a\\b', ''])
    await expect(zipped([file(path, 'x')])).rejects.toThrow('no safe path');
  await expect(zipped([file('a', 'x'), file('a', 'y')])).rejects.toThrow('twice');
  const broken = async function* () {
    yield Buffer.from('a');
    throw new Error('the disk is gone');
  };
  await expect(zipped([{ type: 'chunks', path: 'a', chunks: broken() }])).rejects.toThrow('the disk is gone');
});
