import type { CliCommand } from '../command.ts';
import { formatBytes } from '../format-bytes.ts';
import { plural } from '../../shared/plural.ts';

export const status: CliCommand = {
  name: 'status',
  summary: 'The server, who you are there, and what it holds',
  examples: ['status'],
  async run({ client, url, print }) {
    print(await client.system.status(), (answer) =>
      [
        `server   ${url} (${answer.version})`,
        `account  ${answer.account}, ${answer.organisation}`,
        `holds    ${plural(answer.repos, 'repo')}, ${plural(answer.projects, 'project')}, ${plural(answer.objects, 'object')}, ${formatBytes(answer.bytes)}`,
        `journal  ${plural(answer.journal, 'object waits', 'objects wait')} for a pack`,
      ].join('\n'),
    );
  },
};
