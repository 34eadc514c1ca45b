import type { CliCommand } from '../command.ts';
import { plural } from '../../shared/plural.ts';

export const undoAct: CliCommand = {
  name: 'undo act',
  args: '<project> <act>',
  summary:
    'Take back an import, a deletion or an assignment of tasks, or settled conflicts, within two weeks',
  examples: ['undo act 1 5'],
  async run({ client, print }, args) {
    const [id, act] = args as [string, string];
    const answer = await client.projects.undo({ params: { id, act } });
    print(
      answer,
      () =>
        `${plural(answer.tasks, 'task is', 'tasks are')} as before${answer.changed === 0 ? '' : `; ${plural(answer.changed, 'task')} changed since and stay so`}`,
    );
  },
};
