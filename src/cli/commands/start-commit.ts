import type { CliCommand } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';

export const startCommit: CliCommand = {
  name: 'start commit',
  args: '<repo@branch>',
  summary: 'Hold the branch’s changes together until finish commit',
  async run({ client, print }, args) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const branch = await client.repos.updateBranch({
      params: { repo, branch: ref },
      body: { policy: 'manual' },
    });
    print(
      branch,
      () => `${repo}@${ref} now collects changes; make them a commit by ./lw finish commit ${repo}@${ref}`,
    );
  },
};
