import type { CliCommand } from '../command.ts';
import { fileColumns } from '../file-columns.ts';
import { parseFileRef } from '../file-ref.ts';
import { pages } from '../pages.ts';

export const globFile: CliCommand = {
  name: 'glob file',
  args: '<repo@ref:pattern>',
  summary: 'The files that match a pattern',
  examples: ['glob file "raw_data@master:/mail/*.txt"'],
  async run({ client, printList }, args) {
    const { repo, ref, path } = parseFileRef(args[0] as string);
    await printList(
      pages((cursor) => client.repos.files({ params: { repo, ref }, query: { glob: path, cursor } })),
      fileColumns,
    );
  },
};
