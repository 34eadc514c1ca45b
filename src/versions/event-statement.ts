import type { Statement } from '../db/database.ts';
import type { CommitEvent } from './version-store.ts';

/** The durable half of "a commit landed on repo@branch": in the plan that moves the head. */
export const eventStatement = (event: Omit<CommitEvent, 'seq'>): Statement => ({
  sql: `insert into commit_event (seq, id, repo, branch, commit_id, previous, time)
    select coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ? from commit_event`,
  parameters: [event.id, event.repo, event.branch, event.commit, event.previous, event.time],
});
