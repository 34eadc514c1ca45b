import { type CliCommand, text } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';
import { wholeCommit } from '../whole-commit.ts';

export const updateBranch: CliCommand = {
  name: 'update branch',
  args: '<repo@branch>',
  summary: 'Set a branch’s commit policy, or move it',
  examples: [
    'update branch raw_data@master --commit-policy idle:5',
    'update branch raw_data@master --head before',
  ],
  options: [
    ['--commit-policy <policy>', 'manual, each, idle or idle:SECONDS'],
    ['--head <ref>', 'where to move it'],
    ['--if-head <commit>', 'only if it is there now'],
  ],
  async run({ client, print, note }, args, options) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const branch = await client.repos.updateBranch({
      params: { repo, branch: ref },
      body: {
        policy: text(options, 'commitPolicy'),
        head: text(options, 'head'),
        ifHead: await wholeCommit(client, repo, text(options, 'ifHead')),
      },
    });
    for (const warning of branch.warnings ?? []) note(`warning: ${warning}`);
    print(
      branch,
      () => `${repo}@${branch.name} is at ${branch.head ?? 'no commit'}, policy ${branch.policy}`,
    );
  },
};
