import { type Database, GuardMissed, type Statement } from '../../db/database.ts';

/** So long a lease outlives a process that died with it; copying a large database keeps a thread busy for minutes. */
const leaseMs = 10 * 60_000;
const renewMs = 60_000;

export type UpkeepLease = { release(): Promise<void> };

type Effects = {
  readonly db: Database;
  readonly clock: () => number;
  readonly random: (size: number) => Uint8Array;
};

/**
 * gc deletes files that a backup has yet to copy, so among all processes on a data folder there is one gc, or there
 * are backups. Null while the other holds the store. A lease is renewed until it is released; when its process dies,
 * it ends after ten minutes.
 */
export const takeUpkeepLease = async (
  { db, clock, random }: Effects,
  work: 'gc' | 'backup',
  onError: (error: unknown) => void = () => {},
): Promise<UpkeepLease | null> => {
  const holder = Buffer.from(random(8)).toString('hex');
  const now = clock();
  const taken = await db
    .write([
      { sql: 'DELETE FROM upkeep_lease WHERE until <= ?', parameters: [now] },
      {
        sql: `INSERT INTO upkeep_lease (holder, work, until) SELECT ?, ?, ?
          WHERE NOT EXISTS (SELECT 1 FROM upkeep_lease WHERE work = 'gc' OR ? = 'gc')`,
        parameters: [holder, work, now + leaseMs, work],
        expect: 1,
      },
    ])
    .then(
      () => true,
      (error: unknown) => {
        if (error instanceof GuardMissed) return false;
        throw error;
      },
    );
  if (!taken) return null;
  const renew: () => Statement = () => ({
    sql: 'UPDATE upkeep_lease SET until = ? WHERE holder = ?',
    parameters: [clock() + leaseMs, holder],
    expect: 1,
  });
  const renewing = setInterval(() => void db.write([renew()]).catch(onError), renewMs).unref();
  return {
    async release() {
      clearInterval(renewing);
      await db.write([{ sql: 'DELETE FROM upkeep_lease WHERE holder = ?', parameters: [holder] }]);
    },
  };
};

/** At the start of the one server of a data folder: a gc that still holds the store died with the one before. */
export const endOldGc = async ({ db }: Pick<Effects, 'db'>): Promise<void> => {
  await db.write([{ sql: "DELETE FROM upkeep_lease WHERE work = 'gc'", parameters: [] }]);
};

/** Waits for the lease, looking every half second. */
export const waitForUpkeepLease = async (
  effects: Effects,
  work: 'gc' | 'backup',
  onWait: () => void = () => {},
): Promise<UpkeepLease> => {
  for (let tries = 0; ; tries += 1) {
    const lease = await takeUpkeepLease(effects, work);
    if (lease) return lease;
    if (tries === 0) onWait();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};
