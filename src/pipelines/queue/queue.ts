import { sql } from 'kysely';
import type { Database, Statement } from '../../db/database.ts';
import { lookupSql, readSql, sqlStatement } from '../../db/run-sql.ts';
import type { QueueItemRow } from '../tables.ts';

/*
 * The one queue. An item is ready, running under a lease, then done, dead or cancelled. Delivery is at least once:
 * a lease that runs out gives the item to another, so what an item does is guarded by `holdLease` in its plans.
 */

export type NewItem = {
  readonly id: string;
  readonly queue: string;
  /** The same work is queued once, however often it is asked for. */
  readonly idempotencyKey: string;
  readonly subject: string;
  readonly readyAt: number;
  readonly maxTries: number;
  readonly now: number;
};

export const enqueue = (item: NewItem): Statement =>
  sqlStatement(sql`INSERT INTO queue_item (id, queue, idempotency_key, subject, state, ready_at, tries, max_tries,
      created_at, updated_at)
    VALUES (${item.id}, ${item.queue}, ${item.idempotencyKey}, ${item.subject}, 'ready', ${item.readyAt}, 0,
      ${item.maxTries}, ${item.now}, ${item.now})
    ON CONFLICT (idempotency_key) DO NOTHING`);

type Lease = { readonly owner: string; readonly until: number; readonly now: number };

/** Takes the item that has been ready longest, or undefined. Reads before it writes: an idle queue costs no sync. */
export const claim = async (
  db: Database,
  queue: string,
  { owner, until, now }: Lease,
): Promise<QueueItemRow | undefined> => {
  const ready = sql<{ id: string }>`SELECT id FROM queue_item WHERE queue = ${queue} AND state = 'ready'
    AND ready_at <= ${now} ORDER BY ready_at, id LIMIT 1`;
  if ((await lookupSql(db, ready)).length === 0) return undefined;
  const [result] = await db.write([
    sqlStatement(sql`UPDATE queue_item SET state = 'running', lease_owner = ${owner}, lease_until = ${until},
        tries = tries + 1, updated_at = ${now}
      WHERE id = (${ready}) RETURNING *`),
  ]);
  return result?.rows[0] as QueueItemRow | undefined;
};

/** The guard of every plan that an item's work writes, and its heartbeat: misses when the lease was lost. */
export const holdLease = (id: string, { owner, until, now }: Lease): Statement =>
  sqlStatement(
    sql`UPDATE queue_item SET lease_until = ${until}, updated_at = ${now}
      WHERE id = ${id} AND state = 'running' AND lease_owner = ${owner}`,
    1,
  );

/** Ends an item; in one plan with what it did. */
export const endItem = (
  id: string,
  state: 'done' | 'dead' | 'cancelled',
  error: string | null,
  now: number,
): Statement =>
  sqlStatement(sql`UPDATE queue_item SET state = ${state}, error = ${error}, lease_owner = NULL,
    lease_until = NULL, updated_at = ${now} WHERE id = ${id}`);

/** Puts an item back for another try. */
export const putBack = (id: string, readyAt: number, error: string | null, now: number): Statement =>
  sqlStatement(sql`UPDATE queue_item SET state = 'ready', ready_at = ${readyAt}, error = ${error},
    lease_owner = NULL, lease_until = NULL, updated_at = ${now} WHERE id = ${id}`);

export const leaseLost = 'the process that ran it went away';

/** Items whose lease ran out, to be put back (or given up) by the caller. A statement of its own. */
export const expiredItems = (db: Database, now: number): Promise<QueueItemRow[]> =>
  readSql<QueueItemRow>(
    db,
    sql`SELECT * FROM queue_item WHERE state = 'running' AND lease_until < ${now} ORDER BY lease_until LIMIT 100`,
  );

/** When the next item becomes ready, or undefined. */
export const nextReady = async (db: Database, queue: string): Promise<number | undefined> => {
  const [row] = await lookupSql<{ at: number }>(
    db,
    sql`SELECT ready_at AS at FROM queue_item WHERE queue = ${queue} AND state = 'ready'
      ORDER BY ready_at, id LIMIT 1`,
  );
  return row?.at;
};

/** Milliseconds to wait after this many tries: 2 s, 8 s, 32 s … at most 10 minutes, spread by a tenth. */
export const backoff = (tries: number, random: number): number =>
  Math.round(Math.min(600_000, 500 * 4 ** tries) * (0.95 + random / 10));
