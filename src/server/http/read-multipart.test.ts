import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundaryOf, readMultipart } from './read-multipart.ts';

const inChunks = async function* (bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};

const collect = async (bytes: Uint8Array, size: number, boundary: string, read = true) => {
  const parts: { name: string; filename: string | null; text: string }[] = [];
  for await (const { name, filename, content } of readMultipart(inChunks(bytes, size), boundary)) {
    const chunks: Uint8Array[] = [];
    if (read) for await (const chunk of content) chunks.push(chunk);
    parts.push({ name, filename, text: Buffer.concat(chunks).toString('latin1') });
  }
  return parts;
};

test('what the platform writes is read back, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 50 }),
      async (files, size) => {
        const form = new FormData();
        files.forEach((bytes, index) =>
          form.append('file', new Blob([new Uint8Array(bytes)]), `f${index}.json`),
        );
        form.append('note', 'plain');
        const request = new Request('http://x', { method: 'POST', body: form });
        const boundary = boundaryOf(request.headers.get('content-type')) ?? '';
        const parts = await collect(new Uint8Array(await request.arrayBuffer()), size, boundary);
        expect(parts).toEqual([
          ...files.map((bytes, index) => ({
            name: 'file',
            filename: `f${index}.json`,
            text: Buffer.from(bytes).toString('latin1'),
          })),
          { name: 'note', filename: null, text: 'plain' },
        ]);
      },
    ),
    { numRuns: 60 },
  );
});

test('a part that nobody reads is passed over', async () => {
  const body = Buffer.from('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\none\r\n--b--\r\n');
  expect(await collect(body, 7, 'b', false)).toEqual([{ name: 'a', filename: null, text: '' }]);
});

test('a body that is cut short is refused', async () => {
  const body = Buffer.from('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\none');
  await expect(collect(body, 5, 'b')).rejects.toMatchObject({ code: 'request.invalid' });
});

test('other content types have no boundary', () => {
  expect(boundaryOf('application/json')).toBeUndefined();
  expect(boundaryOf('multipart/form-data; boundary="a b"')).toBe('a b');
});
