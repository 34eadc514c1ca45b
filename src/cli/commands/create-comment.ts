import { type CliCommand, text } from '../command.ts';
import { CliUsage } from '../exit.ts';

export const createComment: CliCommand = {
  name: 'create comment',
  args: '<project> <task>',
  summary: 'Comment on a task, an annotation, or a region of one',
  examples: ['create comment 1 12 -m "Is this one person or two?" --annotation 40 --region r1'],
  options: [
    ['-m, --message <text>', 'the comment'],
    ['--annotation <id>', 'which annotation it is about'],
    ['--region <id>', 'which region of that'],
  ],
  async run({ client, print }, args, options) {
    const [id, task] = args as [string, string];
    const said = text(options, 'message');
    if (said === undefined) throw new CliUsage('a comment needs -m');
    const comment = await client.projects.addComment({
      params: { id, task },
      body: { text: said, annotationId: text(options, 'annotation'), region: text(options, 'region') },
    });
    print(comment, () => `Comment ${comment.id} on task ${task}`);
  },
};
