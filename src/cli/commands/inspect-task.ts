import type { CliCommand } from '../command.ts';

/** Names the label file too: `blame` and `list commit --path` say who made what is in it. */
export const inspectTask: CliCommand = {
  name: 'inspect task',
  args: '<project> <task>',
  summary: 'One task with its annotations, and its file in the label repo',
  examples: ['inspect task 1 12', 'inspect task 1 12 --raw'],
  async run({ client, print }, args) {
    const [id, task] = args as [string, string];
    print(await client.projects.getTask({ params: { id, task } }), (found) =>
      [
        `task        ${found.id}, ${found.state}${found.review === null ? '' : `, ${found.review}`}`,
        `file        tasks/${found.key.slice(0, 2)}/${found.key}.json`,
        ...(found.source === null ? [] : [`from        ${found.source.repo}:/${found.source.path}`]),
        ...(found.assignee === null ? [] : [`assigned    ${found.assignee.name}`]),
        `data        ${JSON.stringify(found.data)}`,
        ...found.annotations.map(
          (made) =>
            `annotation  ${made.id} by ${made.author.name}, ${made.updated}${made.review === null ? '' : `, ${made.review.decision} by ${made.review.by.name}`}: ${JSON.stringify(made.result)}`,
        ),
      ].join('\n'),
    );
  },
};
