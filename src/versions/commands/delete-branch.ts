import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { requireBranch } from '../require-branch.ts';
import { sql } from '../tables.ts';
import type { DeleteBranch } from '../version-commands.ts';

/** Its commits stay readable by id until a gc finds them reachable from nowhere. Staged changes are dropped. */
export const deleteBranch: DeleteBranch = async (versions, { repo, name }) => {
  await mutate(versions.db, async () => {
    const { uid } = await requireBranch(versions, repo, name);
    return {
      plan: [
        statement(sql.deleteFrom('ref').where('uid', '=', uid), 1),
        statement(sql.deleteFrom('staged').where('ref', '=', uid)),
      ],
      value: undefined,
    };
  });
  versions.sealer.wake(0);
};
