import { type CliCommand, text } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';
import { wholeCommit } from '../whole-commit.ts';

export const commitBranch: CliCommand = {
  name: 'commit branch',
  args: '<repo@branch>',
  summary: 'Make one commit of all that is staged on a branch',
  examples: ['commit branch raw_data@master -m "Mail of May"'],
  options: [
    ['-m, --message <text>', 'what changed'],
    ['--if-head <commit>', 'only if the branch is there now'],
  ],
  async run({ client, print }, args, options) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const answer = await client.repos.commitBranch({
      params: { repo, branch: ref },
      body: {
        message: text(options, 'message'),
        ifHead: await wholeCommit(client, repo, text(options, 'ifHead')),
      },
    });
    print(answer, () => answer.commit?.id ?? 'Nothing changed');
  },
};
