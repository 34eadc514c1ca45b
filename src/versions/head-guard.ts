import { type Statement, statement } from '../db/database.ts';
import { looksLikeCommit } from './names.ts';
import { readRef } from './ref-row.ts';
import { checkHead } from './require-branch.ts';
import { sql } from './tables.ts';
import type { CommitId, RefLike, Repo } from './version-store.ts';
import type { Versions } from './versions.ts';

/**
 * For the plan that makes something of a named commit: what `ref` names is `ifHead`, and the plan misses where it names
 * another commit by then. Nothing is asked without `ifHead`. Error: branch.moved.
 */
export const headGuard = async (
  versions: Versions,
  args: {
    repo: Repo;
    ref: RefLike;
    /** What `ref` was found to name. */
    commit: CommitId | null;
    ifHead: CommitId | null | undefined;
  },
): Promise<readonly Statement[]> => {
  const { repo, ref, commit, ifHead } = args;
  if (ifHead === undefined) return [];
  const name = typeof ref === 'string' ? ref : ref.type === 'commit' ? ref.commit : ref.name;
  checkHead(repo, { name, head: commit }, ifHead);
  const row = looksLikeCommit(name) ? undefined : await readRef(versions, repo, name);
  if (row === undefined) return [];
  checkHead(repo, row, ifHead);
  const still = sql
    .selectFrom('ref')
    .select('uid')
    .where('uid', '=', row.uid)
    .where('head', ifHead === null ? 'is' : '=', ifHead);
  return [statement(still, 1)];
};
