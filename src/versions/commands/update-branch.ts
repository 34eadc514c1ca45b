import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { policyText } from '../commit-policy.ts';
import { eventStatement } from '../event-statement.ts';
import { holdCommit } from '../hold-commit.ts';
import { newUid } from '../new-uid.ts';
import { branchOfRow } from '../ref-row.ts';
import { checkHead, requireBranch } from '../require-branch.ts';
import { sql } from '../tables.ts';
import type { UpdateBranch } from '../version-commands.ts';
import { nameHead } from './name-head.ts';

/** What is staged stays staged on the moved head. */
export const updateBranch: UpdateBranch = async (versions, { repo, name, head, policy, ifHead }) => {
  const target = head === undefined ? undefined : (await nameHead(versions, { repo, ref: head })).commit;
  const { row, event } = await mutate(versions.db, async () => {
    const old = await requireBranch(versions, repo, name);
    checkHead(repo, old, ifHead);
    const now = versions.clock();
    const next = {
      ...old,
      head: target ?? old.head,
      policy: policy === undefined ? old.policy : policyText(policy),
    };
    const moved = next.head !== null && next.head !== old.head;
    const landed =
      moved && next.head !== null
        ? {
            id: newUid(versions.random),
            repo: repo.uid,
            branch: name,
            commit: next.head,
            previous: old.head,
            time: now,
          }
        : null;
    const update = sql
      .updateTable('ref')
      .set({ head: next.head, policy: next.policy })
      .where('uid', '=', old.uid)
      .where('head', old.head === null ? 'is' : '=', old.head);
    return {
      plan: [
        statement(update, 1),
        ...(landed === null ? [] : [holdCommit(repo, landed.commit, now), eventStatement(landed)]),
      ],
      value: { row: next, event: landed },
    };
  });
  versions.sealer.wake(0);
  if (event !== null) versions.events.landed(event);
  if (row.staged_first !== null) versions.staged(row.uid);
  return branchOfRow(row);
};
