import { type CliCommand, text } from '../command.ts';
import { changesText } from '../../shared/change-counts.ts';
import { plural } from '../../shared/plural.ts';

export const commitLabels: CliCommand = {
  name: 'commit labels',
  args: '<id>',
  summary: 'Commit a project’s labels',
  examples: ['commit labels 1 -m "First hundred"', 'commit labels 1 --mine'],
  options: [
    ['-m, --message <text>', 'what changed'],
    ['--mine', 'only one’s own'],
  ],
  async run({ client, print, note }, args, options) {
    const answer = await client.projects.commit({
      params: { id: args[0] as string },
      body: { message: text(options, 'message'), mine: options['mine'] === true },
    });
    if (answer.conflicts > 0)
      note(
        `${plural(answer.conflicts, 'conflict waits', 'conflicts wait')} for a person: ./lw list conflict ${args[0]}`,
      );
    print(answer, () => answer.commit?.id ?? 'Nothing changed');
    if (answer.changes) note(changesText(answer.changes));
  },
};
