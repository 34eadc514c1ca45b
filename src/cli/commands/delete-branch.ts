import type { CliCommand } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';

export const deleteBranch: CliCommand = {
  name: 'delete branch',
  args: '<repo@branch>',
  summary: 'Delete a branch; its commits stay',
  examples: ['delete branch raw_data@next'],
  async run({ client, print }, args) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    await client.repos.removeBranch({ params: { repo, branch: ref } });
    print({ deleted: `${repo}@${ref}` }, () => `Deleted branch ${repo}@${ref}`);
  },
};
