import type { CliCommand } from '../command.ts';

export const pendingProject: CliCommand = {
  name: 'pending project',
  args: '<id>',
  summary: 'What the next label commit would hold',
  examples: ['pending project 1'],
  async run({ client, print }, args) {
    print(
      await client.projects.pending({ params: { id: args[0] as string } }),
      (pending) => `${pending.new} new, ${pending.changed} changed, ${pending.retired} retired`,
    );
  },
};
