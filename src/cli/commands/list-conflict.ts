import type { CliCommand } from '../command.ts';
import { pages } from '../pages.ts';

const short = (value: unknown): string => {
  const text = value === null ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

export const listConflict: CliCommand = {
  name: 'list conflict',
  args: '<project>',
  summary: 'Clashes between the labels here and those that came by the branch',
  examples: ['list conflict 1', 'list conflicts 1 --raw'],
  async run({ client, printList }, args) {
    const id = args[0] as string;
    await printList(
      pages((cursor) => client.projects.conflicts({ params: { id }, query: { cursor } })),
      [
        { title: 'ID', text: (conflict) => conflict.id },
        { title: 'TASK', text: (conflict) => conflict.taskId ?? conflict.key.slice(0, 12) },
        {
          title: 'KIND',
          text: (conflict) => `${conflict.kind}${conflict.field === null ? '' : ` ${conflict.field}`}`,
        },
        { title: 'WHAT', text: (conflict) => conflict.identity },
        { title: 'OURS', text: (conflict) => short(conflict.ours) },
        { title: 'THEIRS', text: (conflict) => short(conflict.theirs) },
      ],
    );
  },
};
