import type { CliCommand } from '../command.ts';

export const stopRun: CliCommand = {
  name: 'stop run',
  args: '<project> <run>',
  summary: 'Stop a run; steps that are done stay done',
  examples: ['stop run 1 0h2k9'],
  async run({ client, print }, args) {
    const [id, run] = args as [string, string];
    print(await client.pipelines.cancelRun({ params: { id, run } }), ({ state }) => `Run ${run} is ${state}`);
  },
};
