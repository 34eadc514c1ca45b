import type { CliCommand } from '../command.ts';

export const deleteProject: CliCommand = {
  name: 'delete project',
  args: '<id>',
  summary: 'Delete a project; its committed labels stay',
  examples: ['delete project 1'],
  async run({ client, print }, args) {
    const id = args[0] as string;
    await client.projects.remove({ params: { id } });
    print({ deleted: id }, () => `Deleted project ${id}`);
  },
};
