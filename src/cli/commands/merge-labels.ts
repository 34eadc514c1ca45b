import { type CliCommand, text } from '../command.ts';
import { mergedText } from '../merged-text.ts';
import { oneOf } from '../one-of.ts';

export const mergeLabels: CliCommand = {
  name: 'merge labels',
  args: '<project> <from>',
  summary: 'Merge another branch, tag or commit of the label repo into a project’s labels',
  examples: [
    'merge labels 1 second-opinion --preview',
    'merge labels 1 second-opinion --mode fuse -m "Both rounds"',
  ],
  options: [
    ['--mode <mode>', 'union keeps annotations apart, fuse makes one of several', 'union'],
    ['--preview', 'change nothing, say what would'],
    ['-m, --message <text>', 'the commit’s message'],
  ],
  async run({ client, print }, args, options) {
    const [id, from] = args as [string, string];
    const dryRun = options['preview'] === true;
    const answer = await client.projects.merge({
      params: { id },
      body: {
        from,
        mode: oneOf(['union', 'fuse'], text(options, 'mode') ?? 'union', '--mode'),
        dryRun,
        message: text(options, 'message'),
      },
    });
    print(answer, () => mergedText(answer, { id, dryRun }));
  },
};
