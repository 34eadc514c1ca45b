import { type CliCommand, text } from '../command.ts';
import { mergedText } from '../merged-text.ts';

export const revertLabels: CliCommand = {
  name: 'revert labels',
  args: '<project> <commit>',
  summary: 'Take back what one label commit changed, and keep what came after it',
  examples: [
    'revert labels 1 3f2a9c41 --preview',
    'revert labels 1 3f2a9c41 -m "The round with the old guide"',
  ],
  options: [
    ['--preview', 'change nothing, say what would'],
    ['-m, --message <text>', 'why'],
  ],
  async run({ client, print }, args, options) {
    const [id, commit] = args as [string, string];
    const dryRun = options['preview'] === true;
    const answer = await client.projects.revert({
      params: { id },
      body: { commit, dryRun, message: text(options, 'message') },
    });
    print(answer, () => mergedText(answer, { id, dryRun }));
  },
};
