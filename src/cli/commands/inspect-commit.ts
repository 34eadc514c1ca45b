import type { CliCommand } from '../command.ts';
import { commitText } from '../commit-text.ts';
import { parseBranchRef } from '../file-ref.ts';

export const inspectCommit: CliCommand = {
  name: 'inspect commit',
  args: '<repo@ref>',
  summary: 'One commit',
  examples: ['inspect commit labels@v1'],
  async run({ client, print, note }, args) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const commit = await client.repos.getCommit({ params: { repo, ref } });
    for (const warning of commit.warnings ?? []) note(`warning: ${warning}`);
    print(commit, commitText);
  },
};
