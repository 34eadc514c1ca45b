import { type CliCommand, text } from '../command.ts';
import { runMaintenance } from '../run-maintenance.ts';

export const backup: CliCommand = {
  name: 'backup',
  args: '<file>',
  summary: 'Copy a whole data folder into one file, while the server runs',
  examples: ['backup labelwright.tar'],
  options: [['--data <folder>', 'the data folder (default: LABELWRIGHT_DATA_DIR or ./data)']],
  async run({ raw }, args, options) {
    const data = text(options, 'data');
    await runMaintenance([
      'backup',
      args[0] as string,
      ...(data === undefined ? [] : ['--data', data]),
      ...(raw ? ['--raw'] : []),
    ]);
  },
};
