import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CliCommand, type CliOptions, text } from '../command.ts';
import { CliUsage } from '../exit.ts';
import { parseFileRef } from '../file-ref.ts';
import { type SplitOptions, splitSource } from '../split-source.ts';
import { type SourceFile, packSources } from '../pack-sources.ts';
import { readWhole } from '../read-whole.ts';
import { walkFolder } from '../walk-folder.ts';
import { plural } from '../../shared/plural.ts';

/** However many files: one archive travels, and it becomes one commit or none. */
export const putFile: CliCommand = {
  name: 'put file',
  args: '<repo@branch:/path>',
  summary: 'Write a file, a folder or the pieces of a file to a branch, as one commit',
  examples: [
    'put file raw_data@master:/a.txt -f a.txt',
    'put file raw_data@master:/ -r -f folder -m "Mail of May"',
    'put file raw_data@master:/rows -f rows.csv --split csv --target-file-datums 100 --header-records 1',
  ],
  options: [
    ['-f, --file <source>', 'a file, a folder with -r, or - for standard input', '-'],
    ['-r, --recursive', 'the source is a folder'],
    ['-a, --append', 'add to the end of the file that is there'],
    ['--split <kind>', 'cut the source into files: json, line or csv'],
    ['--target-file-datums <n>', 'records in each file of a split', '1'],
    ['--header-records <n>', 'records at the start that every file of a split begins with', '0'],
    ['-m, --message <text>', 'the commit’s message'],
  ],
  async run({ client, print }, args, options) {
    const target = parseFileRef(args[0] as string);
    const source = text(options, 'file') as string;
    const path =
      target.path === '' && source !== '-' && options['recursive'] !== true ? basename(source) : target.path;
    const body = packSources(
      await sources(path, source, options, async () => {
        const there = await client.repos.getFile({ params: { ...target, path }, query: {} });
        return new Uint8Array(await there.arrayBuffer());
      }),
    );
    const answer = await client.repos.putArchive({
      params: target,
      query: { message: text(options, 'message') },
      body,
    });
    const where =
      answer.commit === null ? 'staged; the branch’s policy is manual, or nothing changed' : answer.commit.id;
    print(answer, () => `${plural(answer.files, 'file')}: ${where}`);
  },
};

const sources = async (
  path: string,
  source: string,
  options: CliOptions,
  readThere: () => Promise<Uint8Array>,
): Promise<AsyncIterable<SourceFile>> => {
  const split = splitOptions(options);
  if (options['recursive'] === true) {
    if (split !== null || options['append'] === true)
      throw new CliUsage('-r goes with neither --split nor -a');
    return walkFolder(source, path);
  }
  if (path === '') throw new CliUsage('name the file: REPO@BRANCH:/PATH');
  const open = () => (source === '-' ? process.stdin : createReadStream(source));
  if (split !== null) return pieces(path, splitSource(open(), split));
  const before = options['append'] === true ? await readThere().catch(absentIsEmpty) : new Uint8Array();
  if (source === '-' || before.length > 0) {
    const bytes = Buffer.concat([before, await readWhole(open())]);
    return one({ path, size: bytes.length, open: () => one(bytes) });
  }
  const { size } = await stat(source);
  return one({ path, size, open });
};

const absentIsEmpty = (error: unknown): Uint8Array => {
  if ((error as { code?: string }).code === 'file.not_found') return new Uint8Array();
  throw error;
};

const splitOptions = (options: CliOptions): SplitOptions | null => {
  const kind = text(options, 'split');
  if (kind === undefined) return null;
  if (kind !== 'json' && kind !== 'line' && kind !== 'csv')
    throw new CliUsage('--split is json, line or csv');
  return { kind, perFile: whole(options, 'targetFileDatums', 1), header: whole(options, 'headerRecords', 0) };
};

const whole = (options: CliOptions, name: string, least: number): number => {
  const value = Number(text(options, name));
  if (!Number.isInteger(value) || value < least)
    throw new CliUsage(
      `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is a whole number from ${least}`,
    );
  return value;
};

async function* pieces(
  folder: string,
  files: AsyncIterable<{ name: string; bytes: Uint8Array }>,
): AsyncGenerator<SourceFile> {
  for await (const { name, bytes } of files)
    yield {
      path: `${folder}${folder.endsWith('/') ? '' : '/'}${name}`,
      size: bytes.length,
      open: () => one(bytes),
    };
}

async function* one<T>(item: T): AsyncGenerator<T> {
  yield item;
}
