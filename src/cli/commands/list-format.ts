import type { CliCommand } from '../command.ts';

export const listFormat: CliCommand = {
  name: 'list format',
  args: '<project>',
  summary: 'The export formats, and why one cannot hold this project’s labels',
  examples: ['list format 1'],
  async run({ client, printList }, args) {
    const { items } = await client.projects.exportFormats({ params: { id: args[0] as string } });
    await printList(items, [
      { title: 'FORMAT', text: (format) => format.name },
      { title: 'TITLE', text: (format) => format.title },
      { title: 'WHY NOT', text: (format) => format.whyNot ?? '' },
    ]);
  },
};
