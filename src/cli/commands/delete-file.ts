import type { CliCommand } from '../command.ts';
import { parseFileRef } from '../file-ref.ts';

export const deleteFile: CliCommand = {
  name: 'delete file',
  args: '<repo@branch:/path>',
  summary: 'Delete a file, or a folder with -r',
  examples: ['delete file raw_data@master:/a.txt', 'delete file -r raw_data@master:/drafts/'],
  options: [['-r, --recursive', 'all below a folder']],
  async run({ client, print }, args, options) {
    const target = parseFileRef(args[0] as string);
    await client.repos.removeFile({
      params: target,
      query: { recursive: String(options['recursive'] === true) },
    });
    print({ deleted: target.path }, () => `Deleted /${target.path}`);
  },
};
