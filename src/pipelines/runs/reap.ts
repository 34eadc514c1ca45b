import { GuardMissed } from '../../db/database.ts';
import type { EngineContext } from '../engine-context.ts';
import { expiredItems, holdLease, leaseLost, putBack } from '../queue/queue.ts';
import { endRun } from './end-run.ts';

/**
 * Takes runs back whose process went away: ready again at once, or failed when that was the last try. `before`:
 * leases that end by then, now unless told. Answers how many.
 */
export const reap = async ({ versions }: EngineContext, before?: number): Promise<number> => {
  const now = versions.clock();
  const expired = await expiredItems(versions.db, before ?? now);
  let taken = 0;
  for (const { id, subject, tries, max_tries, lease_owner } of expired) {
    const last = tries >= max_tries;
    const reason = `${leaseLost}, ${tries} times`;
    try {
      await versions.db.write([
        // still the same lease: whoever renewed it in between keeps it
        holdLease(id, { owner: lease_owner ?? '', until: now, now }),
        ...(last
          ? endRun(subject, id, { state: 'failed', reason: `Given up: ${reason}.` }, now)
          : [putBack(id, now, leaseLost, now)]),
      ]);
      taken += 1;
    } catch (error) {
      if (!(error instanceof GuardMissed)) throw error;
    }
  }
  return taken;
};
