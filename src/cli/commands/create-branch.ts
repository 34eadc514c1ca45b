import { type CliCommand, text } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';

export const createBranch: CliCommand = {
  name: 'create branch',
  args: '<repo@branch>',
  summary: 'Make a branch, empty or at --head',
  options: [['--head <ref>', 'a branch, tag or commit of the same repo']],
  async run({ client, print, note }, args, options) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const branch = await client.repos.createBranch({
      params: { repo },
      body: { name: ref, head: text(options, 'head') },
    });
    for (const warning of branch.warnings ?? []) note(`warning: ${warning}`);
    print(
      branch,
      () => `Made branch ${repo}@${branch.name}${branch.head === null ? '' : ` at ${branch.head}`}`,
    );
  },
};
