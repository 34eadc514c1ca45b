import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { policyText } from '../commit-policy.ts';
import { eventStatement } from '../event-statement.ts';
import { checkRefName } from '../names.ts';
import { newUid } from '../new-uid.ts';
import { branchOfRow, type RefRow, readRef } from '../ref-row.ts';
import { sql } from '../tables.ts';
import type { CreateBranch } from '../version-commands.ts';
import { headGuard } from '../head-guard.ts';
import { holdCommit } from '../hold-commit.ts';
import { headOrNone } from './name-head.ts';

/** Errors: branch.exists, name.invalid, ref.not_found, branch.moved. `head` left out: a branch without commits. */
export const createBranch: CreateBranch = async (versions, { repo, name, head = null, policy, ifHead }) => {
  checkRefName(name, 'branch');
  const { commit, leftOut } =
    head === null ? { commit: null, leftOut: 0 } : await headOrNone(versions, { repo, ref: head });
  const now = versions.clock();
  const row: RefRow = {
    uid: newUid(versions.random),
    repo: repo.uid,
    name,
    type: 'branch',
    head: commit,
    policy: policy === undefined ? null : policyText(policy),
    seq: 0,
    staged_first: null,
    staged_last: null,
  };
  const event =
    commit === null
      ? null
      : { id: newUid(versions.random), repo: repo.uid, branch: name, commit, previous: null, time: now };
  await mutate(versions.db, async () => {
    if ((await readRef(versions, repo, name)) !== undefined) {
      throw new AppError('branch.exists', { branch: name, repo: repo.name });
    }
    const insert = sql
      .insertInto('ref')
      .values(row)
      .onConflict((conflict) => conflict.doNothing());
    return {
      plan: [
        ...(await headGuard(versions, { repo, ref: head ?? name, commit, ifHead })),
        statement(insert, 1),
        ...(commit === null ? [] : [holdCommit(repo, commit, now)]),
        ...(event === null ? [] : [eventStatement(event)]),
      ],
      value: undefined,
    };
  });
  versions.sealer.wake(0);
  if (event !== null) versions.events.landed(event);
  return { ...branchOfRow(row), leftOut };
};
