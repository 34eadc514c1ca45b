import type { CliCommand } from '../command.ts';
import { programVersion } from '../../shared/program-version.ts';

/** Needs no server: the client's version always, the server's when there is one. */
export const version: CliCommand = {
  name: 'version',
  summary: 'The version of this command line and of the server',
  examples: ['version'],
  async run({ client, print }) {
    const server = await client.system.version().then(
      (answer) => answer.labelwright,
      () => undefined,
    );
    print(
      { client: programVersion, server: server ?? null },
      () => `lw      ${programVersion}\nserver  ${server ?? 'not reached'}`,
    );
  },
};
