import { type CliCommand, text } from '../command.ts';
import { runMaintenance } from '../run-maintenance.ts';

export const fsck: CliCommand = {
  name: 'fsck',
  summary: 'Check every object, tree and commit of a data folder; 0 clean, 1 damage',
  examples: ['fsck', 'fsck --data ./data --rebuild'],
  options: [
    ['--data <folder>', 'the data folder (default: LABELWRIGHT_DATA_DIR or ./data)'],
    ['--rebuild', 'make the store’s tables anew from the objects folder (server stopped)'],
  ],
  async run({ raw }, _args, options) {
    const data = text(options, 'data');
    await runMaintenance([
      'fsck',
      ...(options['rebuild'] === true ? ['--rebuild'] : []),
      ...(data === undefined ? [] : ['--data', data]),
      ...(raw ? ['--raw'] : []),
    ]);
  },
};
