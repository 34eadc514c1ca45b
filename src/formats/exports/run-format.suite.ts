import { expect } from 'vitest';
import type { ExportInput } from '../export-format.ts';
import { findExportFormat } from '../export-formats.ts';

/** Every file of an export, by path. */
export const run = async (name: string, input: ExportInput): Promise<ReadonlyMap<string, Buffer>> => {
  const format = findExportFormat(name);
  if (format === undefined) throw new Error(`no format ${name}`);
  expect(format.whyNot(input.config)).toBe(null);
  const files = new Map<string, Buffer>();
  for await (const file of format.write(input)) {
    const chunks: Uint8Array[] = [];
    if (file.type === 'bytes') chunks.push(file.bytes);
    else for await (const chunk of file.chunks) chunks.push(chunk);
    expect(files.has(file.path)).toBe(false);
    files.set(file.path, Buffer.concat(chunks));
  }
  return files;
};
/** The text of an export of one file. */
export const one = async (name: string, input: ExportInput): Promise<string> => {
  const [file, ...more] = [...(await run(name, input)).values()];
  expect(more).toEqual([]);
  return file?.toString() ?? '';
};
