import type { CliCommand } from '../command.ts';

export const syncProject: CliCommand = {
  name: 'sync project',
  args: '<id>',
  summary: 'Read a project’s sources now',
  examples: ['sync project 1'],
  async run({ client, print, note }, args) {
    const answer = await client.projects.sync({ params: { id: args[0] as string } });
    for (const error of answer.errors) note(`${error.path}: ${error.detail}`);
    print(
      answer,
      () =>
        `${answer.added} added, ${answer.changed} changed, ${answer.retired} retired, ${answer.unchanged} unchanged`,
    );
  },
};
