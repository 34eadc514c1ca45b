import { type CliCommand, text } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';

export const finishCommit: CliCommand = {
  name: 'finish commit',
  args: '<repo@branch>',
  summary: 'Make one commit of what was written since start commit',
  options: [['-m, --message <text>', 'what changed']],
  async run({ client, print }, args, options) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const answer = await client.repos.commitBranch({
      params: { repo, branch: ref },
      body: { message: text(options, 'message') },
    });
    await client.repos.updateBranch({ params: { repo, branch: ref }, body: { policy: 'idle:2' } });
    print(answer, () => answer.commit?.id ?? 'Nothing changed');
  },
};
