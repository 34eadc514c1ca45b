import { type CliCommand, text } from '../command.ts';
import { CliUsage } from '../exit.ts';
import { oneOf } from '../one-of.ts';
import { plural } from '../../shared/plural.ts';

export const settleConflict: CliCommand = {
  name: 'settle conflict',
  args: '<project> [conflicts...]',
  summary: 'Take ours or theirs in the conflicts named, or in --all',
  examples: ['settle conflict 1 8 9 --take theirs', 'settle conflict 1 --all --take ours'],
  options: [
    ['--take <side>', 'ours (the labels here) or theirs (those that came)'],
    ['--all', 'all that are open'],
  ],
  async run({ client, print }, args, options) {
    const [id, ...ids] = args as [string, ...string[]];
    const side = text(options, 'take');
    if (side === undefined) throw new CliUsage('say --take ours or --take theirs');
    if (ids.length > 0 === (options['all'] === true)) throw new CliUsage('name conflicts, or give --all');
    const take = oneOf(['ours', 'theirs'], side, '--take');
    const answer = await client.projects.resolveConflicts({
      params: { id },
      body: ids.length === 0 ? { take } : { take, ids },
    });
    print(answer, () =>
      [
        `Settled ${plural(answer.resolved, 'conflict')}`,
        ...(answer.missed === 0
          ? []
          : [`${plural(answer.missed, 'choice had', 'choices had')} no region or task any more`]),
        ...(answer.undo === null ? [] : [`Undo it by ./lw undo act ${id} ${answer.undo}`]),
      ].join('\n'),
    );
  },
};
