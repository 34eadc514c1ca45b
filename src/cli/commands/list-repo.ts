import type { CliCommand } from '../command.ts';
import { pages } from '../pages.ts';

export const listRepo: CliCommand = {
  name: 'list repo',
  summary: 'The repos',
  examples: ['list repo --raw'],
  async run({ client, printList }) {
    await printList(
      pages((cursor) => client.repos.list({ query: { cursor } })),
      [
        { title: 'NAME', text: (repo) => repo.name },
        { title: 'BRANCHES', text: (repo) => String(repo.branches) },
        { title: 'MADE', text: (repo) => repo.created },
        { title: 'ABOUT', text: (repo) => repo.description },
      ],
    );
  },
};
