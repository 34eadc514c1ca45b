import { type CliCommand, text } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';

export const createTag: CliCommand = {
  name: 'create tag',
  args: '<repo@tag>',
  summary: 'Name a commit for good',
  examples: ['create tag labels@v1 --head master'],
  options: [['--head <ref>', 'a branch, tag or commit (default: the default branch)']],
  async run({ client, print, note }, args, options) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    const tag = await client.repos.createTag({
      params: { repo },
      body: { name: ref, head: text(options, 'head') },
    });
    for (const warning of tag.warnings ?? []) note(`warning: ${warning}`);
    print(tag, () => `Tagged ${tag.commit} as ${repo}@${tag.name}`);
  },
};
