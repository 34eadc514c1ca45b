import { type CliCommand, text } from '../command.ts';

export const restoreProject: CliCommand = {
  name: 'restore project',
  args: '<id> <ref>',
  summary: 'Go back to the labels of a ref',
  examples: ['restore project 1 v1 -m "Back to what worked"'],
  options: [['-m, --message <text>', 'why']],
  async run({ client, print }, args, options) {
    const [id, ref] = args as [string, string];
    const answer = await client.projects.restore({
      params: { id },
      body: { ref, message: text(options, 'message') },
    });
    print(
      answer,
      () =>
        `${answer.commit?.id ?? 'Nothing changed'}${answer.before === null ? '' : `; undo it by ./lw restore project ${id} ${answer.before}`}`,
    );
  },
};
