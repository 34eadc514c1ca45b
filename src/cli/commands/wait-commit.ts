import type { CliCommand } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';

export const waitCommit: CliCommand = {
  name: 'wait commit',
  args: '<repo@ref>',
  summary: 'Wait until what is written there is a commit',
  examples: ['wait commit raw_data@master'],
  async run({ client, print, note }, args) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const commit = await client.repos.getCommit({ params: { repo, ref } });
    for (const warning of commit.warnings ?? []) note(`warning: ${warning}`);
    print(commit, (found) => found.id);
  },
};
