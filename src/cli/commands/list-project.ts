import type { CliCommand } from '../command.ts';
import { pages } from '../pages.ts';
import { projectColumns } from '../project-columns.ts';

export const listProject: CliCommand = {
  name: 'list project',
  summary: 'The projects',
  examples: ['list project'],
  async run({ client, printList }) {
    await printList(
      pages((cursor) => client.projects.list({ query: { cursor } })),
      projectColumns,
    );
  },
};
