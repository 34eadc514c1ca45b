import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { checkRepoName } from '../names.ts';
import { newUid } from '../new-uid.ts';
import { sql } from '../tables.ts';
import type { CreateRepo } from '../version-commands.ts';

/** A new repo without branches; `master` is the default branch's name. */
export const createRepo: CreateRepo = async (versions, { organisation, name, description = '' }) => {
  checkRepoName(name);
  const repo = {
    uid: newUid(versions.random),
    organisation,
    name,
    description,
    defaultBranch: 'master',
    createdAt: versions.clock(),
  };
  await mutate(versions.db, async () => {
    const taken = await versions.db.read(
      sql.selectFrom('repo').select('uid').where('organisation', '=', organisation).where('name', '=', name),
    );
    if (taken.length > 0) throw new AppError('repo.exists', { repo: name });
    const row = {
      uid: repo.uid,
      organisation,
      name,
      description,
      default_branch: repo.defaultBranch,
      created_at: repo.createdAt,
    };
    const insert = sql
      .insertInto('repo')
      .values(row)
      .onConflict((conflict) => conflict.doNothing());
    return { plan: [statement(insert, 1)], value: repo };
  });
  versions.sealer.wake(0);
  return repo;
};
