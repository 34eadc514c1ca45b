import { ApiError, type Client } from '../../client/create-client.ts';
import { type CliCommand, text } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';

export const createBranch: CliCommand = {
  name: 'create branch',
  args: '<repo@branch>',
  summary: 'Make a branch, empty or at --head',
  examples: ['create branch raw_data@next --head master'],
  options: [['--head <ref>', 'a branch, tag or commit of the same repo']],
  async run({ client, print, note }, args, options) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const head = text(options, 'head');
    try {
      const branch = await client.repos.createBranch({ params: { repo }, body: { name: ref, head } });
      for (const warning of branch.warnings ?? []) note(`warning: ${warning}`);
      print(
        branch,
        () => `Made branch ${repo}@${branch.name}${branch.head === null ? '' : ` at ${branch.head}`}`,
      );
    } catch (error) {
      const exists = error instanceof ApiError && error.code === 'branch.exists';
      if (!exists || head !== undefined || !(await isDefault(client, repo, ref))) throw error;
      const branch = await client.repos.getBranch({ params: { repo, branch: ref } });
      print(branch, () => `Branch ${repo}@${ref} came with the repo`);
    }
  },
};

/** pachctl's scripts make `master` after the repo; here the repo has it from the start. */
const isDefault = async (client: Client, repo: string, branch: string): Promise<boolean> =>
  (await client.repos.get({ params: { repo } })).defaultBranch === branch;
