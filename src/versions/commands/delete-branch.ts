import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { checkHead, requireBranch } from '../require-branch.ts';
import { sql } from '../tables.ts';
import type { DeleteBranch } from '../version-commands.ts';

/**
 * Its commits stay readable by id until a gc finds them reachable from nowhere. Staged changes are dropped. Error:
 * branch.moved, then branch.default, since the repo's bare name means that one.
 */
export const deleteBranch: DeleteBranch = async (versions, { repo, name, ifHead }) => {
  await mutate(versions.db, async () => {
    const ref = await requireBranch(versions, repo, name);
    checkHead(repo, ref, ifHead);
    if (name === repo.defaultBranch) throw new AppError('branch.default', { repo: repo.name, branch: name });
    const { uid, head } = ref;
    const gone = sql.deleteFrom('ref').where('uid', '=', uid);
    // compared again where it is deleted: a head that moved since was not seen by the caller
    const seen = ifHead === undefined ? gone : gone.where('head', head === null ? 'is' : '=', head);
    return {
      plan: [statement(seen, 1), statement(sql.deleteFrom('staged').where('ref', '=', uid))],
      value: undefined,
    };
  });
  versions.sealer.wake(0);
};
