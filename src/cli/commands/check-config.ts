import { readFile } from 'node:fs/promises';
import type { CliCommand } from '../command.ts';
import { CliRefused } from '../exit.ts';

export const checkConfig: CliCommand = {
  name: 'check config',
  args: '<file>',
  summary: 'Say what is wrong with a labeling config, by line and column',
  examples: ['check config config.xml'],
  async run({ client, print }, args) {
    const file = args[0] as string;
    const answer = await client.projects.checkConfig({ body: { config: await readFile(file, 'utf8') } });
    print(answer, () =>
      [
        ...answer.problems.map(
          ({ line, column, reason, fatal }) =>
            `${file}:${line}:${column} ${fatal ? '' : '(a warning) '}${reason}`,
        ),
        ...(answer.ok ? ['A project can have this config'] : []),
      ].join('\n'),
    );
    if (!answer.ok) throw new CliRefused('config.invalid', `no project can have the config in ${file}`);
  },
};
