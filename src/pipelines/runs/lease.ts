import { GuardMissed, type Statement, type StatementResult } from '../../db/database.ts';
import type { EngineContext } from '../engine-context.ts';
import { holdLease } from '../queue/queue.ts';

/** Another process has the run now; this one lets go of it without a word. */
export class LeaseLost extends Error {}

export type Lease = {
  /** Writes a plan only while the item is ours, and renews it. Throws LeaseLost, or GuardMissed for the plan's own. */
  write(plan: readonly Statement[]): Promise<readonly StatementResult[]>;
};

export const leaseOn = (engine: EngineContext, item: string): Lease => ({
  async write(plan) {
    const { db, clock } = engine.versions;
    const now = clock();
    const hold = holdLease(item, { owner: engine.owner, until: now + engine.leaseMs, now });
    try {
      return (await db.write([hold, ...plan])).slice(1);
    } catch (error) {
      if (!(error instanceof GuardMissed)) throw error;
      if (error.statement === 0) throw new LeaseLost('the lease was lost', { cause: error });
      throw new GuardMissed(error.statement - 1);
    }
  },
});
