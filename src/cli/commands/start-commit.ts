import type { CliCommand } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';
import { keepPolicy } from '../started-commits.ts';

export const startCommit: CliCommand = {
  name: 'start commit',
  args: '<repo@branch>',
  summary: 'Hold the branch’s changes together until finish commit',
  examples: ['start commit raw_data@master'],
  async run({ client, url, print }, args) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const params = { repo, branch: ref };
    const { policy } = await client.repos.getBranch({ params });
    // what was written before the start is no part of what is started
    if (policy !== 'manual') await client.repos.commitBranch({ params, body: {} });
    const branch = await client.repos.updateBranch({ params, body: { policy: 'manual' } });
    keepPolicy(url, `${repo}@${ref}`, policy);
    print(
      branch,
      () => `${repo}@${ref} now collects changes; make them a commit by ./lw finish commit ${repo}@${ref}`,
    );
  },
};
