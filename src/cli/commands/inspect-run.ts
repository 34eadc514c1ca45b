import type { CliCommand } from '../command.ts';
import { runText } from '../run-text.ts';

export const inspectRun: CliCommand = {
  name: 'inspect run',
  args: '<project> <run>',
  summary: 'One run with its steps, its scores and its log',
  examples: ['inspect run 1 0h2k9'],
  async run({ client, print }, args) {
    const [id, run] = args as [string, string];
    print(await client.pipelines.run({ params: { id, run } }), runText);
  },
};
