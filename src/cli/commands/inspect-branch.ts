import type { CliCommand } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';

export const inspectBranch: CliCommand = {
  name: 'inspect branch',
  args: '<repo@branch>',
  summary: 'One branch',
  examples: ['inspect branch raw_data@master'],
  async run({ client, print }, args) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    print(await client.repos.getBranch({ params: { repo, branch: ref } }), (branch) =>
      [
        `branch  ${repo}@${branch.name}`,
        `head    ${branch.head ?? '-'}`,
        `policy  ${branch.policy}`,
        `staged  ${branch.staged}`,
      ].join('\n'),
    );
  },
};
