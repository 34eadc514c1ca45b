import type { CliCommand } from '../command.ts';
import type { Client } from '../../client/create-client.ts';
import { parseFileRef } from '../file-ref.ts';
import { formatBytes } from '../format-bytes.ts';
import { pages } from '../pages.ts';

const marks = { added: '+', removed: '-', modified: '~', renamed: '>' } as const;

/** Compares a ref with another one, or with the parent of its commit; a first commit with nothing. */
export const diffFile: CliCommand = {
  name: 'diff file',
  args: '<repo@ref:/path> [repo@older]',
  summary: 'What changed up to a ref, since another or since its parent',
  examples: ['diff file raw_data@master:/', 'diff file raw_data@master:/mail/ raw_data@before'],
  async run({ client, printList, note }, args) {
    const { repo, ref, path } = parseFileRef(args[0] as string);
    const from = args[1] === undefined ? await parentOf(client, repo, ref) : parseFileRef(args[1]).ref;
    await printList(
      pages(async (cursor) => {
        const page = await client.repos.diff({
          params: { repo },
          query: { from, to: ref, prefix: path, cursor },
        });
        if (cursor === undefined) for (const warning of page.warnings ?? []) note(`warning: ${warning}`);
        return page;
      }),
      [
        { title: ' ', text: (change) => marks[change.change] },
        {
          title: 'PATH',
          text: (change) => `/${change.path}${change.from === undefined ? '' : ` (was /${change.from})`}`,
        },
        {
          title: 'BEFORE',
          text: (change) => (change.before === null ? '-' : formatBytes(change.before.size)),
        },
        { title: 'AFTER', text: (change) => (change.after === null ? '-' : formatBytes(change.after.size)) },
      ],
    );
  },
};

const parentOf = async (client: Client, repo: string, ref: string): Promise<string | undefined> => {
  const commit = await client.repos.getCommit({ params: { repo, ref } });
  return commit.parents[0];
};
