import type { CliCommand } from '../command.ts';
import { plural } from '../../shared/plural.ts';

export const inspectWork: CliCommand = {
  name: 'inspect work',
  args: '<project>',
  summary: 'What changes all labels of a project just now, and how far it is',
  examples: ['inspect work 1'],
  async run({ client, print }, args) {
    print(await client.projects.work({ params: { id: args[0] as string } }), ({ work }) =>
      work === null
        ? 'Nothing is under way'
        : `${work.kind} by ${work.by} since ${work.since}: ${plural(work.done, 'task')}${work.total === null ? '' : ` of ${work.total}`}, ${work.stage}`,
    );
  },
};
