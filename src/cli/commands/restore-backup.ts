import { type CliCommand, text } from '../command.ts';
import { runMaintenance } from '../run-maintenance.ts';

export const restoreBackup: CliCommand = {
  name: 'restore-backup',
  args: '<file>',
  summary: 'Make a data folder from a backup; the folder must be empty',
  examples: ['restore-backup labelwright.tar --data ./restored'],
  options: [['--data <folder>', 'the data folder (default: LABELWRIGHT_DATA_DIR or ./data)']],
  async run({ raw }, args, options) {
    const data = text(options, 'data');
    await runMaintenance([
      'restore-backup',
      args[0] as string,
      ...(data === undefined ? [] : ['--data', data]),
      ...(raw ? ['--raw'] : []),
    ]);
  },
};
