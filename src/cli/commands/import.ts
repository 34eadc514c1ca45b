import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { CliCommand } from '../command.ts';
import { plural } from '../../shared/plural.ts';
import { streamBody } from '../stream-body.ts';

export const importTasks: CliCommand = {
  name: 'import',
  args: '<id> <file>',
  summary: 'Import tasks, with their annotations, from JSON, JSON Lines, CSV or TXT',
  examples: ['import 1 tasks.json'],
  async run({ client, print }, args) {
    const [id, file] = args as [string, string];
    const answer = await client.projects.import({
      params: { id },
      query: { filename: basename(file) },
      body: streamBody(createReadStream(file)),
    });
    print(
      answer,
      () =>
        `${plural(answer.tasks, 'task')}, ${plural(answer.annotations, 'annotation')}, ${plural(answer.predictions, 'prediction')}${answer.undo === null ? '' : `; undo it by ./lw undo act ${id} ${answer.undo}`}`,
    );
  },
};
