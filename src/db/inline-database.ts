import { backupSqlite } from './backup-sqlite.ts';
import type { Plan, Query } from './database.ts';
import type { DriverName } from './load-driver.ts';
import type { OpenedDatabase } from './opened-database.ts';
import { openSqlite } from './open-sqlite.ts';
import { failed, unwrap } from './outcome.ts';
import { readHere } from './read-here.ts';
import { createPlanWriter, type PlanOutcome } from './write-plans.ts';

type Waiting = { readonly plan: Plan; readonly answer: (outcome: PlanOutcome) => void };

/** The database on the calling thread, for tests and tools: the same write path, without threads. */
export const inlineDatabase = (file: string, driver?: DriverName): OpenedDatabase => {
  const writing = openSqlite({ file, role: 'writer', driver });
  const reading = openSqlite({ file, role: 'reader', driver });
  const here = readHere(reading);
  const writer = createPlanWriter(writing);
  let waiting: Waiting[] = [];
  let closed = false;

  const refuseClosed = (): void => {
    if (closed) throw new Error('the database is closed');
  };
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    const outcomes = writer.write(batch.map(({ plan }) => plan));
    here.look();
    for (const [index, { answer }] of batch.entries()) answer(outcomes[index] as PlanOutcome);
  };

  return {
    driver: writing.driver,
    counts: async () => writer.counts(),
    async read<Row>(query: Query<Row>) {
      refuseClosed();
      return here.read(query);
    },
    async lookup<Row>(query: Query<Row>) {
      refuseClosed();
      return here.lookup(query);
    },
    async write(plan) {
      refuseClosed();
      return unwrap(
        await new Promise<PlanOutcome>((answer) => {
          waiting.push({ plan, answer });
          if (waiting.length === 1) queueMicrotask(flush);
        }),
      );
    },
    async backup(target) {
      refuseClosed();
      here.look();
      try {
        backupSqlite(reading, target);
      } catch (error) {
        unwrap(failed(error));
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      if (waiting.length > 0) flush();
      here.look();
      reading.close();
      writing.close();
    },
  };
};
