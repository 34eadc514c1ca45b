import type { CliCommand } from '../command.ts';
import { plural } from '../../shared/plural.ts';
import { chooseTasks, taskMatchOptions } from '../read-task-match.ts';

export const deleteTask: CliCommand = {
  name: 'delete task',
  args: '<project> [tasks...]',
  summary: 'Delete tasks; history keeps their committed labels',
  examples: ['delete task 1 12 13', 'delete task 1 --filter source=drafts/'],
  options: taskMatchOptions,
  async run({ client, print }, args, options) {
    const [id, ...tasks] = args as [string, ...string[]];
    const answer = await client.projects.removeTasks({ params: { id }, body: chooseTasks(tasks, options) });
    print(
      answer,
      () =>
        `Deleted ${plural(answer.deleted, 'task')}${answer.undo === null ? '' : `; undo it by ./lw undo act ${id} ${answer.undo}`}`,
    );
  },
};
