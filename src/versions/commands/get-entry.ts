import { readCommit } from '../read-commit.ts';
import { entryOfStaged } from '../staged-row.ts';
import { sql } from '../tables.ts';
import { findInTree } from '../tree/walk-tree.ts';
import type { GetEntry } from '../version-commands.ts';
import type { Entry, Repo, Versions } from '../version-store.ts';
import { resolveRef } from './resolve-ref.ts';

export const getEntry: GetEntry = async (versions, { repo, ref, path }) => {
  const resolved = await resolveRef(versions, { repo, ref });
  if (resolved.type === 'branch')
    return (await readBranchEntry(versions, { repo, uid: resolved.uid, path })).entry;
  return entryAt(versions, { repo, commit: resolved.commit, path });
};

const entryAt = async (
  versions: Versions,
  { repo, commit, path }: { repo: Repo; commit: string | null; path: string },
): Promise<Entry | null> => {
  if (commit === null) return null;
  const { tree } = await readCommit(versions, repo, commit);
  return findInTree(versions.nodes, tree, path);
};

/** The file as the branch shows it, with the head and the staged change that say so: what a guard must hold. */
export const readBranchEntry = async (
  versions: Versions,
  { repo, uid, path }: { repo: Repo; uid: string; path: string },
): Promise<{ entry: Entry | null; head: string | null; seq: number }> => {
  // Staging before the head: what is sealed in between is seen in one of them.
  const [staged] = await versions.db.lookup(
    sql
      .selectFrom('staged')
      .selectAll()
      .where('ref', '=', uid)
      .where('path', '=', path)
      .orderBy('seq', 'desc')
      .limit(1),
  );
  const [ref] = await versions.db.lookup(sql.selectFrom('ref').select('head').where('uid', '=', uid));
  const head = ref?.head ?? null;
  const entry =
    staged === undefined ? await entryAt(versions, { repo, commit: head, path }) : entryOfStaged(staged);
  return { entry, head, seq: staged?.seq ?? 0 };
};
