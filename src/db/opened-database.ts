import type { Database } from './database.ts';
import type { DriverName } from './load-driver.ts';
import type { WriteCounts } from './write-plans.ts';

/** A database that this process opened, and what it can say of itself. */
export type OpenedDatabase = Database & {
  readonly driver: DriverName;
  /** How many plans were run and how many transactions committed for them; for tests and the bench. */
  counts(): Promise<WriteCounts>;
};
