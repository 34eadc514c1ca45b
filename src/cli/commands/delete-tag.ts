import type { CliCommand } from '../command.ts';
import { parseBranchRef } from '../file-ref.ts';

export const deleteTag: CliCommand = {
  name: 'delete tag',
  args: '<repo@tag>',
  summary: 'Delete a tag; its commit stays',
  examples: ['delete tag labels@v1'],
  async run({ client, print }, args) {
    const { repo, ref } = parseBranchRef(args[0] as string);
    await client.repos.removeTag({ params: { repo, tag: ref } });
    print({ deleted: `${repo}@${ref}` }, () => `Deleted tag ${repo}@${ref}`);
  },
};
