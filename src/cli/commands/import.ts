import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { CliCommand } from '../command.ts';
import { plural } from '../../shared/plural.ts';

export const importTasks: CliCommand = {
  name: 'import',
  args: '<id> <file>',
  summary: 'Import tasks, with their annotations, from JSON, JSON Lines or CSV',
  async run({ client, print }, args) {
    const [id, file] = args as [string, string];
    const answer = await client.projects.import({
      params: { id },
      query: { filename: basename(file) },
      body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
    });
    print(
      answer,
      () =>
        `${plural(answer.tasks, 'task')}, ${plural(answer.annotations, 'annotation')}, ${plural(answer.predictions, 'prediction')}`,
    );
  },
};
