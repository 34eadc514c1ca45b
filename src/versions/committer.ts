import { AppError } from '../shared/errors/app-error.ts';
import { getRepoByUid } from './commands/get-repo-by-uid.ts';
import { maxStagedAge } from './commit-policy.ts';
import { policyOf } from './ref-row.ts';
import { sealBranch } from './seal-branch.ts';
import { sql } from './tables.ts';
import type { Versions } from './versions.ts';

/** Makes commits of what is staged under `idle`: when it was quiet for the policy's seconds, or after a minute. */
export type Committer = {
  /** Something was staged on this ref. */
  readonly staged: (refUid: string) => void;
  /** Takes up what was staged before the program began. */
  start(versions: Versions): Promise<void>;
  close(): Promise<void>;
};

const retryMs = 5_000;

type CommitterOptions = { readonly onError: (error: unknown) => void; readonly background: boolean };

export const createCommitter = ({ onError, background }: CommitterOptions): Committer => {
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let versions: Versions | undefined;
  let closed = false;

  const arm = (refUid: string, delay: number): void => {
    if (closed || !background || timers.has(refUid)) return;
    const timer = setTimeout(() => {
      timers.delete(refUid);
      const work = check(refUid).catch((error: unknown) => {
        onError(error);
        arm(refUid, retryMs);
      });
      running.add(work);
      void work.finally(() => running.delete(work));
    }, delay);
    timer.unref();
    timers.set(refUid, timer);
  };

  /** Seals the ref when it is due, else waits for the rest of its time. */
  const check = async (refUid: string): Promise<void> => {
    if (versions === undefined || closed) return;
    const [ref] = await versions.db.lookup(sql.selectFrom('ref').selectAll().where('uid', '=', refUid));
    if (ref === undefined || ref.staged_first === null || ref.staged_last === null) return;
    const policy = policyOf(ref);
    if (policy.type === 'manual') return;
    const quiet = policy.type === 'idle' ? policy.seconds * 1000 : 0;
    const due = Math.min(ref.staged_last + quiet, ref.staged_first + maxStagedAge);
    const left = due - versions.clock();
    // The clock may have been set back: never wait longer than the policy says.
    if (left > 0 && left <= Math.max(quiet, maxStagedAge)) return arm(refUid, Math.max(1, left));
    const { locks } = versions;
    const store = versions;
    try {
      const repo = await getRepoByUid(store, { uid: ref.repo });
      await locks.run(refUid, () => sealBranch(store, { repo, branch: ref.name }));
    } catch (error) {
      // Deleted in between.
      if (error instanceof AppError && error.status === 404) return;
      throw error;
    }
    arm(refUid, quiet);
  };

  return {
    staged: (refUid) => arm(refUid, 250),
    async start(store) {
      versions = store;
      const due = await store.db.read(
        sql.selectFrom('ref').select('uid').where('staged_first', 'is not', null),
      );
      for (const { uid } of due) arm(uid, 0);
    },
    async close() {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      await Promise.all(running);
    },
  };
};
