import { type CliCommand, text } from '../command.ts';
import { CliUsage } from '../exit.ts';
import { findMember } from '../find-member.ts';
import { plural } from '../../shared/plural.ts';
import { chooseTasks, taskMatchOptions } from '../read-task-match.ts';

export const assignTask: CliCommand = {
  name: 'assign task',
  args: '<project> [tasks...]',
  summary: 'Give tasks to a person, who alone gets them as next task; or back to everybody',
  examples: [
    'assign task 1 12 13 --to ada@example.org',
    'assign task 1 --filter label=Spam --to ada@example.org',
    'assign task 1 12 --to nobody',
  ],
  options: [['--to <email>', 'a member, or nobody'], ...taskMatchOptions],
  async run({ client, print }, args, options) {
    const [id, ...tasks] = args as [string, ...string[]];
    const to = text(options, 'to');
    if (to === undefined) throw new CliUsage('say --to whom, or --to nobody');
    const account = to === 'nobody' ? null : (await findMember(client, to)).id;
    const answer = await client.projects.assignTasks({
      params: { id },
      body: { ...chooseTasks(tasks, options), account },
    });
    print(
      answer,
      () =>
        `${plural(answer.assigned, 'task')} for ${account === null ? 'everybody' : to}${answer.undo === null ? '' : `; undo it by ./lw undo act ${id} ${answer.undo}`}`,
    );
  },
};
