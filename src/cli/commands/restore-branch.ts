import { type CliCommand, text } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';

export const restoreBranch: CliCommand = {
  name: 'restore branch',
  args: '<repo@branch> <ref>',
  summary: 'A new commit with the content of another ref',
  examples: ['restore branch raw_data@master before'],
  options: [['-m, --message <text>', 'why']],
  async run({ client, print }, args, options) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const answer = await client.repos.restoreBranch({
      params: { repo, branch: ref },
      body: { ref: args[1] as string, message: text(options, 'message') },
    });
    print(answer, () => answer.commit?.id ?? 'Nothing changed: the branch holds that content already');
  },
};
