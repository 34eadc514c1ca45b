import { sql } from '../tables.ts';
import type { WasOnBranch } from '../version-commands.ts';
import type { Versions } from '../versions.ts';
import { mergeBase } from './merge-base.ts';

const most = 1_000;
/** What was found on a branch stays so; old commits are asked for again and again, and are a long way from the head. */
const found = new WeakMap<Versions, Set<string>>();

/** In the branch's history, or landed there before the branch was moved away from it. */
export const wasOnBranch: WasOnBranch = async (versions, { repo, branch, commit }) => {
  const known = found.get(versions) ?? new Set();
  found.set(versions, known);
  const key = `${branch.type === 'branch' ? branch.uid : branch.commit} ${commit}`;
  if (known.has(key)) return true;
  const isThere =
    (branch.commit !== null &&
      (await mergeBase(versions, { repo, a: branch.commit, b: commit })) === commit) ||
    (await landed(versions, repo.uid, branch.name, commit));
  if (isThere) known.add(key);
  if (known.size > most) known.delete(known.values().next().value as string);
  return isThere;
};

const landed = async (versions: Versions, repo: string, branch: string, commit: string): Promise<boolean> => {
  const rows = await versions.db.read(
    sql
      .selectFrom('commit_event')
      .select('seq')
      .where('repo', '=', repo)
      .where('branch', '=', branch)
      .where('commit_id', '=', commit)
      .limit(1),
  );
  return rows.length > 0;
};
