import type { CliCommand } from '../command.ts';
import { parseFileRef } from '../file-ref.ts';
import { formatBytes } from '../format-bytes.ts';

type Row = { readonly path: string; readonly size?: number; readonly modified?: string };

/** One folder's files and folders; all below it with -r. */
export const listFile: CliCommand = {
  name: 'list file',
  args: '<repo@ref:/path>',
  summary: 'The files of a folder',
  examples: ['list file raw_data@master:/', 'list file -r raw_data@v1:/mail/'],
  options: [['-r, --recursive', 'also those in folders below']],
  async run({ client, printList }, args, options) {
    const { repo, ref, path } = parseFileRef(args[0] as string);
    const prefix = path === '' || path.endsWith('/') ? path : `${path}/`;
    const delimiter = options['recursive'] === true ? '' : '/';
    async function* rows(): AsyncGenerator<Row> {
      let cursor: string | undefined;
      do {
        const page = await client.repos.files({
          params: { repo, ref },
          query: { prefix, delimiter, cursor },
        });
        yield* [...page.prefixes.map((folder) => ({ path: folder })), ...page.items];
        cursor = page.next;
      } while (cursor !== undefined);
    }
    await printList(rows(), [
      { title: 'PATH', text: (row) => `/${row.path}` },
      { title: 'TYPE', text: (row) => (row.size === undefined ? 'dir' : 'file') },
      { title: 'SIZE', text: (row) => (row.size === undefined ? '-' : formatBytes(row.size)) },
      { title: 'MODIFIED', text: (row) => row.modified ?? '-' },
    ]);
  },
};
