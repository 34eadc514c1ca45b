import type { CliCommand } from '../command.ts';
import type { FileEntry } from '../../shared/contract/repos.ts';
import { parseFileRef } from '../file-ref.ts';

export const inspectFile: CliCommand = {
  name: 'inspect file',
  args: '<repo@ref:/path>',
  summary: 'One file',
  examples: ['inspect file raw_data@master:/a.txt'],
  async run({ client, print }, args) {
    const answer = await client.repos.getFile({
      params: parseFileRef(args[0] as string),
      query: { info: 'true' },
    });
    const file = (await answer.json()) as FileEntry;
    print(file, () =>
      [
        `path      /${file.path}`,
        `size      ${file.size}`,
        `type      ${file.contentType}`,
        `modified  ${file.modified}`,
        `sha256    ${file.sha256}`,
        `etag      ${file.etag}`,
      ].join('\n'),
    );
  },
};
