import { type CliCommand, text } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';
import { takePolicy } from '../started-commits.ts';

export const finishCommit: CliCommand = {
  name: 'finish commit',
  args: '<repo@branch>',
  summary: 'Make one commit of what was written since start commit',
  examples: ['finish commit raw_data@master -m "Mail of May"'],
  options: [['-m, --message <text>', 'what changed']],
  async run({ client, url, print, note }, args, options) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const answer = await client.repos.commitBranch({
      params: { repo, branch: ref },
      body: { message: text(options, 'message') },
    });
    const policy = takePolicy(url, `${repo}@${ref}`);
    if (policy !== undefined)
      await client.repos.updateBranch({ params: { repo, branch: ref }, body: { policy } });
    else note(`${repo}@${ref} was not started from here: its commit policy stays as it is`);
    print(answer, () => answer.commit?.id ?? 'Nothing changed');
  },
};
