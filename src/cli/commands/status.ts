import type { CliCommand } from '../command.ts';
import { formatBytes } from '../format-bytes.ts';

export const status: CliCommand = {
  name: 'status',
  summary: 'The server, who you are there, and what it holds',
  async run({ client, url, print }) {
    print(await client.system.status(), (answer) =>
      [
        `server   ${url} (${answer.version})`,
        `account  ${answer.account}, ${answer.organisation}`,
        `holds    ${answer.repos} repos, ${answer.projects} projects, ${answer.objects} objects, ${formatBytes(answer.bytes)}`,
        `journal  ${answer.journal} objects wait for a pack`,
      ].join('\n'),
    );
  },
};
