import { AppError } from '../../shared/errors/app-error.ts';
import { looksLikeCommit } from '../names.ts';
import { readRef, refOfRow } from '../ref-row.ts';
import { sql } from '../tables.ts';
import type { ResolveRef } from '../version-commands.ts';

/** A branch, a tag, or a commit by its id or a unique beginning of 8 digits or more. */
export const resolveRef: ResolveRef = async (versions, { repo, ref }) => {
  if (typeof ref !== 'string') return ref;
  if (!looksLikeCommit(ref)) {
    const row = await readRef(versions, repo, ref);
    if (row === undefined) throw new AppError('ref.not_found', { repo: repo.name, ref });
    return refOfRow(row);
  }
  const prefix = ref.toLowerCase();
  const found = await versions.db.lookup(
    sql
      .selectFrom('repo_commit')
      .select('id')
      .where('repo', '=', repo.uid)
      .where('id', '>=', prefix)
      .where('id', '<', `${prefix}g`)
      .limit(2),
  );
  if (found.length > 1) throw new AppError('commit.ambiguous', { repo: repo.name, ref });
  if (found[0] === undefined) throw new AppError('commit.not_found', { repo: repo.name, ref });
  return { type: 'commit', commit: found[0].id };
};
