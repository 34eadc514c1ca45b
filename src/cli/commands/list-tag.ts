import type { CliCommand } from '../command.ts';
import { pages } from '../pages.ts';

export const listTag: CliCommand = {
  name: 'list tag',
  args: '<repo>',
  summary: 'The tags of a repo',
  examples: ['list tag labels'],
  async run({ client, printList }, args) {
    const repo = args[0] as string;
    await printList(
      pages((cursor) => client.repos.tags({ params: { repo }, query: { cursor } })),
      [
        { title: 'TAG', text: (tag) => tag.name },
        { title: 'COMMIT', text: (tag) => tag.commit },
      ],
    );
  },
};
