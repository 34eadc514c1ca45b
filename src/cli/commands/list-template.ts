import type { CliCommand } from '../command.ts';

export const listTemplate: CliCommand = {
  name: 'list template',
  summary: 'Ready-made labeling configs, for create project --template',
  examples: ['list template'],
  async run({ client, printList }) {
    const { items } = await client.projects.templates();
    await printList(items, [
      { title: 'ID', text: (template) => template.id },
      { title: 'GROUP', text: (template) => template.group },
      { title: 'TITLE', text: (template) => template.title },
    ]);
  },
};
