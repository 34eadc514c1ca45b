import type { CliCommand } from '../command.ts';
import { plural } from '../../shared/plural.ts';

export const undoSettlement: CliCommand = {
  name: 'undo settlement',
  args: '<project> <settlement>',
  summary: 'Open conflicts again that were settled in one act, within a day',
  examples: ['undo settlement 1 5'],
  async run({ client, print }, args) {
    const [id, settlement] = args as [string, string];
    const answer = await client.projects.undoSettlement({ params: { id, settlement } });
    print(
      answer,
      () =>
        `${plural(answer.reopened, 'conflict is', 'conflicts are')} open again${answer.changed === 0 ? '' : `; ${plural(answer.changed, 'task', 'tasks')} changed since and stay`}`,
    );
  },
};
