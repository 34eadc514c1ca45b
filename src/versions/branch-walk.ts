import { readCommit } from './read-commit.ts';
import { entryOfStaged, type StagedRow } from './staged-row.ts';
import { sql } from './tables.ts';
import { compareUtf8 } from './tree/utf8-order.ts';
import { type TreeWalk, walkTree } from './tree/walk-tree.ts';
import type { FileEntry, Repo, ResolvedRef } from './version-store.ts';
import type { Versions } from './versions.ts';

/** A walk over no files. */
const nothing: TreeWalk = { seek: async () => undefined, current: null, next: async () => undefined };

const commitWalk = async (versions: Versions, repo: Repo, commit: string | null): Promise<TreeWalk> =>
  commit === null ? nothing : walkTree(versions.nodes, (await readCommit(versions, repo, commit)).tree);

/** The files of a ref in order, from any path on; on a branch with its staging over the tree. */
export const refWalk = async (versions: Versions, repo: Repo, ref: ResolvedRef): Promise<TreeWalk> =>
  ref.type === 'branch' ? branchWalk(versions, repo, ref.uid) : commitWalk(versions, repo, ref.commit);

const firstPage = 64;
const largestPage = 1000;

/**
 * Staged rows come in pages, each read with the head of its moment; when a page finds another head (staging
 * was sealed in between) the tree below is changed for that head's, so that nothing acknowledged is missed.
 */
const branchWalk = (versions: Versions, repo: Repo, uid: string): TreeWalk => {
  let tree: TreeWalk = nothing;
  let head: string | null | undefined;
  let current: FileEntry | null = null;
  // The newest staged row of each path from `from` up to `to`, or to the end when `to` is null.
  let page: StagedRow[] = [];
  let at = 0;
  let from: string | undefined;
  let to: string | null = '';
  let pageSize = firstPage;

  const load = async (path: string, after: boolean): Promise<void> => {
    const rows = await versions.db.read(
      sql
        .selectFrom('staged')
        .selectAll()
        .where('ref', '=', uid)
        .where('path', after ? '>' : '>=', path)
        .orderBy('path')
        .orderBy('seq', 'desc')
        .limit(pageSize),
    );
    const [ref] = await versions.db.lookup(sql.selectFrom('ref').select('head').where('uid', '=', uid));
    page = rows.filter((row, i) => rows[i - 1]?.path !== row.path);
    at = 0;
    from = path;
    to = rows.length < pageSize ? null : (rows[rows.length - 1]?.path ?? null);
    pageSize = Math.min(pageSize * 4, largestPage);
    const now = ref?.head ?? null;
    if (now === head) return;
    head = now;
    tree = await commitWalk(versions, repo, now);
    await tree.seek(path);
    if (after && tree.current?.path === path) await tree.next();
  };
  const settle = async (): Promise<void> => {
    for (;;) {
      if (at === page.length && to !== null) await load(to, true);
      const staged = page[at];
      const file = tree.current;
      const order = staged === undefined ? 1 : file === null ? -1 : compareUtf8(staged.path, file.path);
      if (staged === undefined || order > 0) {
        current = file;
        return;
      }
      const entry = entryOfStaged(staged);
      if (entry !== null) {
        current = { path: staged.path, entry };
        return;
      }
      at++;
      if (order === 0) await tree.next();
    }
  };
  return {
    async seek(path) {
      const covered =
        from !== undefined && compareUtf8(from, path) <= 0 && (to === null || compareUtf8(path, to) <= 0);
      if (covered) {
        at = 0;
        while (at < page.length && compareUtf8((page[at] as StagedRow).path, path) < 0) at++;
      } else await load(path, false);
      await tree.seek(path);
      await settle();
    },
    get current() {
      return current;
    },
    async next() {
      const path = current?.path;
      if (path === undefined) return;
      if (page[at]?.path === path) at++;
      if (tree.current?.path === path) await tree.next();
      await settle();
    },
  };
};
