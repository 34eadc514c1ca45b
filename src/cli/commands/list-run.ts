import type { CliCommand } from '../command.ts';
import { pages } from '../pages.ts';

export const listRun: CliCommand = {
  name: 'list run',
  args: '<project>',
  summary: 'The runs that made a project’s suggestions, newest first',
  examples: ['list run 1'],
  async run({ client, printList }, args) {
    const id = args[0] as string;
    await printList(
      pages((cursor) => client.pipelines.runs({ params: { id }, query: { cursor } })),
      [
        { title: 'RUN', text: (run) => run.id },
        { title: 'STATE', text: (run) => run.state },
        { title: 'LABELS', text: (run) => run.labelCommit?.slice(0, 12) ?? '-' },
        { title: 'MADE', text: (run) => run.created },
        { title: 'ENDED', text: (run) => run.ended ?? '-' },
        { title: 'REASON', text: (run) => run.reason ?? '' },
      ],
    );
  },
};
