import { type CliCommand, text } from '../command.ts';
import { pages } from '../pages.ts';
import { readTaskMatch, taskMatchOptions } from '../read-task-match.ts';
import { oneOf } from '../one-of.ts';

const sorts = ['id', '-id', 'updated', '-updated', 'state', '-state'] as const;

export const listTask: CliCommand = {
  name: 'list task',
  args: '<project>',
  summary: 'The tasks of a project',
  examples: [
    'list task 1 --state open',
    'list task 1 --filter label=Spam --filter reviewed=rejected --sort -updated',
    'list task 1 --search invoice --raw',
  ],
  options: [...taskMatchOptions, ['--sort <order>', sorts.join(', '), 'id']],
  async run({ client, printList }, args, options) {
    const id = args[0] as string;
    const query = {
      ...readTaskMatch(options),
      sort: oneOf(sorts, text(options, 'sort') ?? 'id', '--sort'),
    };
    await printList(
      pages((cursor) => client.projects.tasks({ params: { id }, query: { ...query, cursor } })),
      [
        { title: 'ID', text: (task) => task.id },
        { title: 'STATE', text: (task) => task.state },
        { title: 'ANNOTATIONS', text: (task) => String(task.annotations) },
        { title: 'REVIEW', text: (task) => task.review ?? '-' },
        { title: 'ASSIGNED', text: (task) => task.assignee?.name ?? '-' },
        { title: 'FROM', text: (task) => task.source?.path ?? '-' },
      ],
    );
  },
};
