import type { CliCommand } from '../command.ts';

export const settleComment: CliCommand = {
  name: 'settle comment',
  args: '<project> <task> <comment>',
  summary: 'Mark a comment as settled',
  examples: ['settle comment 1 12 7', 'settle comment 1 12 7 --reopen'],
  options: [['--reopen', 'it is not settled after all']],
  async run({ client, print }, args, options) {
    const [id, task, comment] = args as [string, string, string];
    const resolved = options['reopen'] !== true;
    const answer = await client.projects.resolveComment({
      params: { id, task, comment },
      body: { resolved },
    });
    print(answer, () => `Comment ${comment} is ${resolved ? 'settled' : 'open'}`);
  },
};
