import type { CliCommand } from '../command.ts';
import { pages } from '../pages.ts';

export const listBranch: CliCommand = {
  name: 'list branch',
  args: '<repo>',
  summary: 'The branches of a repo',
  examples: ['list branch raw_data'],
  async run({ client, printList }, args) {
    const repo = args[0] as string;
    await printList(
      pages((cursor) => client.repos.branches({ params: { repo }, query: { cursor } })),
      [
        { title: 'BRANCH', text: (branch) => branch.name },
        { title: 'HEAD', text: (branch) => branch.head ?? '-' },
        { title: 'POLICY', text: (branch) => branch.policy },
        { title: 'STAGED', text: (branch) => String(branch.staged) },
      ],
    );
  },
};
