import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { headGuard } from '../head-guard.ts';
import { holdCommit } from '../hold-commit.ts';
import { checkRefName } from '../names.ts';
import { newUid } from '../new-uid.ts';
import { readRef } from '../ref-row.ts';
import { sql } from '../tables.ts';
import type { CreateTag } from '../version-commands.ts';
import { nameHead } from './name-head.ts';

/** Errors: branch.exists, commit.none, branch.moved. */
export const createTag: CreateTag = async (versions, { repo, name, head = repo.defaultBranch, ifHead }) => {
  checkRefName(name, 'tag');
  const { commit, leftOut } = await nameHead(versions, { repo, ref: head });
  const row = {
    uid: newUid(versions.random),
    repo: repo.uid,
    name,
    type: 'tag' as const,
    head: commit,
    policy: null,
    seq: 0,
    staged_first: null,
    staged_last: null,
  };
  await mutate(versions.db, async () => {
    if ((await readRef(versions, repo, name)) !== undefined) {
      throw new AppError('branch.exists', { branch: name, repo: repo.name });
    }
    const insert = sql
      .insertInto('ref')
      .values(row)
      .onConflict((conflict) => conflict.doNothing());
    const seen = await headGuard(versions, { repo, ref: head, commit, ifHead });
    const plan = [...seen, statement(insert, 1), holdCommit(repo, commit, versions.clock())];
    return { plan, value: undefined };
  });
  versions.sealer.wake(0);
  return { name, commit, leftOut };
};
