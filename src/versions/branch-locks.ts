/**
 * One at a time per branch, in this process: committers that would only make each other's compare-and-set
 * miss wait instead. The guards in the plans stay what correctness rests on.
 */
export type BranchLocks = { run<T>(refUid: string, work: () => Promise<T>): Promise<T> };

export const branchLocks = (): BranchLocks => {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(refUid, work) {
      const before = last.get(refUid) ?? Promise.resolve();
      const mine = before.then(work, work);
      const settled = mine.catch(() => undefined);
      last.set(refUid, settled);
      void settled.then(() => {
        if (last.get(refUid) === settled) last.delete(refUid);
      });
      return mine;
    },
  };
};
