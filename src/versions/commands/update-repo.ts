import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { checkRefName, checkRepoName } from '../names.ts';
import { sql } from '../tables.ts';
import type { UpdateRepo } from '../version-commands.ts';

export const updateRepo: UpdateRepo = async (versions, { repo, description, name, defaultBranch }) => {
  if (name !== undefined) checkRepoName(name);
  if (defaultBranch !== undefined) checkRefName(defaultBranch, 'branch');
  const next = {
    ...repo,
    description: description ?? repo.description,
    name: name ?? repo.name,
    defaultBranch: defaultBranch ?? repo.defaultBranch,
  };
  await mutate(versions.db, async () => {
    if (next.name !== repo.name) {
      const taken = await versions.db.read(
        sql
          .selectFrom('repo')
          .select('uid')
          .where('organisation', '=', repo.organisation)
          .where('name', '=', next.name),
      );
      if (taken.length > 0) throw new AppError('repo.exists', { repo: next.name });
    }
    const update = sql
      .updateTable('repo')
      .set({ description: next.description, name: next.name, default_branch: next.defaultBranch })
      .where('uid', '=', repo.uid);
    return { plan: [statement(update, 1)], value: next };
  });
  versions.sealer.wake(0);
  return next;
};
