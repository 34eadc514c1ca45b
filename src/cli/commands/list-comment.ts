import type { CliCommand } from '../command.ts';

export const listComment: CliCommand = {
  name: 'list comment',
  args: '<project> <task>',
  summary: 'The comments on a task and its regions',
  examples: ['list comment 1 12 --open'],
  options: [['--open', 'only those that are not settled']],
  async run({ client, printList }, args, options) {
    const [id, task] = args as [string, string];
    const { items } = await client.projects.comments({
      params: { id, task },
      query: { open: String(options['open'] === true) },
    });
    await printList(items, [
      { title: 'ID', text: (comment) => comment.id },
      { title: 'BY', text: (comment) => comment.author.name },
      { title: 'TIME', text: (comment) => comment.created },
      { title: 'ABOUT', text: (comment) => comment.region ?? comment.annotationId ?? 'the task' },
      { title: 'SETTLED', text: (comment) => (comment.resolved === null ? '-' : comment.resolved.by.name) },
      { title: 'TEXT', text: (comment) => comment.text.replaceAll('\n', ' ') },
    ]);
  },
};
