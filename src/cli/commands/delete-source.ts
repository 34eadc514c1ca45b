import type { CliCommand } from '../command.ts';

export const deleteSource: CliCommand = {
  name: 'delete source',
  args: '<project> <source>',
  summary: 'Stop taking tasks from there; the tasks stay',
  examples: ['delete source 1 3'],
  async run({ client, print }, args) {
    const [id, source] = args as [string, string];
    await client.projects.removeSource({ params: { id, source } });
    print({ deleted: source }, () => `Deleted source ${source} of project ${id}`);
  },
};
