import type { CliCommand } from '../command.ts';
import { parseFileRef } from '../file-ref.ts';

export const copyFile: CliCommand = {
  name: 'copy file',
  args: '<source> <destination>',
  summary: 'Copy a file by reference: REPO@REF:/PATH REPO@BRANCH:/PATH',
  examples: ['copy file raw_data@before:/a.txt raw_data@master:/a.txt'],
  async run({ client, print }, args) {
    const from = parseFileRef(args[0] as string);
    const to = parseFileRef(args[1] as string);
    const file = await client.repos.putFile({
      params: to,
      body: new Uint8Array(),
      headers: { 'x-lw-copy-source': `${from.repo}@${from.ref}:/${encodeURIComponent(from.path)}` },
    });
    print(file, () => `Copied to /${file.path}`);
  },
};
