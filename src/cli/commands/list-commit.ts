import { type CliCommand, text } from '../command.ts';
import { commitColumns } from '../commit-text.ts';
import { parseBranchRef } from '../file-ref.ts';
import { pages } from '../pages.ts';

export const listCommit: CliCommand = {
  name: 'list commit',
  args: '<repo@ref>',
  summary: 'The log of a branch, tag or commit',
  examples: ['list commit labels@master', 'list commit labels@master --path tasks/3f/3fa9c1.json'],
  options: [['--path <path>', 'only those that changed this file, or folder ending in /']],
  async run({ client, printList }, args, options) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    await printList(
      pages((cursor) =>
        client.repos.commits({ params: { repo }, query: { ref, cursor, path: text(options, 'path') } }),
      ),
      commitColumns,
    );
  },
};
