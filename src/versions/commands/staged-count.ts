import { requireBranch } from '../require-branch.ts';
import { sql } from '../tables.ts';
import type { StagedCount } from '../version-commands.ts';

export const stagedCount: StagedCount = async (versions, { repo, branch }) => {
  const { uid } = await requireBranch(versions, repo, branch);
  const [row] = await versions.db.read(
    sql
      .selectFrom('staged')
      .select((eb) => eb.fn.count<number>('path').distinct().as('count'))
      .where('ref', '=', uid),
  );
  return Number(row?.count ?? 0);
};
