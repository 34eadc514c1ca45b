import type { Commit } from '../../../versions/version-store.ts';

export type CommitRef = { id: string; time: string; message: string };

/** A commit as label pages name it. */
export const commitRef = (commit: Commit): CommitRef => ({
  id: commit.id,
  time: new Date(commit.time).toISOString(),
  message: commit.message,
});
