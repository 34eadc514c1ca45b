import { partsOf } from '../../shared/label-diff/changed-parts.ts';
import { partText } from '../../shared/label-diff/result-words.ts';
import type { CliCommand } from '../command.ts';
import { pages } from '../pages.ts';

export const diffLabels: CliCommand = {
  name: 'diff labels',
  args: '<id> <from> <to>',
  summary: 'What changed between two label commits',
  examples: ['diff labels 1 v1 master'],
  async run({ client, printList }, args) {
    const [id, from, to] = args as [string, string, string];
    await printList(
      pages((cursor) => client.projects.labelDiff({ params: { id }, query: { from, to, cursor } })),
      [
        { title: 'TASK', text: (change) => change.taskId ?? change.key.slice(0, 12) },
        { title: 'CHANGE', text: (change) => change.change },
        {
          title: 'ANNOTATIONS',
          text: (change) => change.annotations.map((one) => `${one.change} of ${one.author.name}`).join('; '),
        },
        {
          title: 'REGIONS',
          text: (change) =>
            partsOf(change)
              .map((part) => partText(part, change))
              .join('; '),
        },
      ],
    );
  },
};
