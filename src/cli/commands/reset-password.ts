import { type CliCommand, text } from '../command.ts';
import { runMaintenance } from '../run-maintenance.ts';

export const resetPassword: CliCommand = {
  name: 'admin reset-password',
  args: '<email>',
  summary: 'Give an account a new password, printed once',
  examples: ['admin reset-password ada@example.org'],
  options: [['--data <folder>', 'the data folder (default: LABELWRIGHT_DATA_DIR or ./data)']],
  async run({ raw }, args, options) {
    const data = text(options, 'data');
    await runMaintenance([
      'reset-password',
      args[0] as string,
      ...(data === undefined ? [] : ['--data', data]),
      ...(raw ? ['--raw'] : []),
    ]);
  },
};
