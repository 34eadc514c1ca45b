import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { extract } from 'tar-stream';
import { type CliCommand, text } from '../command.ts';
import { CliUsage } from '../exit.ts';
import { parseFileRef } from '../file-ref.ts';
import { safePath } from '../safe-path.ts';
import { saveBody } from '../save-body.ts';
import { plural } from '../../shared/plural.ts';

export const getFile: CliCommand = {
  name: 'get file',
  args: '<repo@ref:/path>',
  summary: 'Download a file, or a folder with -r',
  examples: ['get file raw_data@master:/a.txt', 'get file -r raw_data@v1:/ -o folder'],
  options: [
    ['-r, --recursive', 'all below a folder'],
    ['-o, --output <where>', 'a file or folder (default: standard output)'],
  ],
  async run({ client, note }, args, options) {
    const from = parseFileRef(args[0] as string);
    const output = text(options, 'output');
    if (options['recursive'] !== true) {
      if (from.path === '' || from.path.endsWith('/'))
        throw new CliUsage('that is a folder: download it with -r');
      await saveBody(await client.repos.getFile({ params: from, query: {} }), output);
      return;
    }
    if (output === undefined) throw new CliUsage('-r needs a folder to write to: -o FOLDER');
    const prefix = from.path === '' || from.path.endsWith('/') ? from.path : `${from.path}/`;
    const answer = await client.repos.getArchive({ params: from, query: { prefix } });
    const count = await unpack(answer.body as ReadableStream<Uint8Array>, output, prefix, note);
    note(`${plural(count, 'file')} in ${output}`);
  },
};

const unpack = async (
  body: ReadableStream<Uint8Array>,
  folder: string,
  prefix: string,
  note: (line: string) => void,
): Promise<number> => {
  await mkdir(folder, { recursive: true });
  const archive = extract();
  let count = 0;
  // The loop must listen before the first byte comes: an entry that nobody takes is lost.
  const feeding = pipeline(Readable.fromWeb(body), archive);
  for await (const entry of archive) {
    const key = entry.header.name.slice(prefix.length);
    const place = safePath(key);
    if (place !== key) note(`${JSON.stringify(key)} is written as ${place}`);
    const file = join(folder, place);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, entry as AsyncIterable<Uint8Array>);
    count += 1;
  }
  await feeding;
  return count;
};
