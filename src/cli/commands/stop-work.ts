import type { CliCommand } from '../command.ts';

export const stopWork: CliCommand = {
  name: 'stop work',
  args: '<project>',
  summary: 'Stop what changes all labels of a project; what it changed goes back',
  examples: ['stop work 1'],
  async run({ client, print }, args) {
    print(await client.projects.cancelWork({ params: { id: args[0] as string } }), ({ cancelled }) =>
      cancelled ? 'Stopped; its changes go back' : 'Nothing to stop',
    );
  },
};
