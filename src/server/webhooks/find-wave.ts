import { AppError } from '../../shared/errors/app-error.ts';
import { getCommit } from '../../versions/commands/get-commit.ts';
import { getRepoByUid } from '../../versions/commands/get-repo-by-uid.ts';
import type { Commit, Provenance } from '../../versions/version-store.ts';
import type { Versions } from '../../versions/versions.ts';

/** Longer chains of pipelines name where the walk ended. */
const longest = 64;

/**
 * The wave of a commit: the id of the commit that began it. What people (or the store for them) commit begins a
 * wave; what a pipeline makes belongs to the wave of the newest commit that it was made from.
 */
export const findWave = async (versions: Versions, commit: Commit): Promise<string> => {
  let at = commit;
  for (let steps = 0; steps < longest && at.madeBy.type === 'pipeline'; steps += 1) {
    const sources: Commit[] = [];
    for (const source of at.provenance) {
      const found = await readSource(versions, source);
      if (found) sources.push(found);
    }
    const newest = sources.sort((a, b) => b.time - a.time)[0];
    if (newest === undefined) break;
    at = newest;
  }
  return at.id;
};

/** Null when it is gone, with its repo or by gc. */
const readSource = async (versions: Versions, { repo: uid, commit }: Provenance): Promise<Commit | null> => {
  try {
    return await getCommit(versions, { repo: await getRepoByUid(versions, { uid }), ref: commit });
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return null;
    throw error;
  }
};
