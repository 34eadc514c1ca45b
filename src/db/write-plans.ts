/**
 * The write path.
 *
 * 1. A use case reads, and returns a plan: compiled statements with guards. It calls `database.write(plan)`.
 * 2. All plans of one turn of the event loop go to the writer in one message; when the writer gets to it, it takes every message
 *    that waits. While it commits, the next ones gather: the slower the disk, the larger the batch.
 * 3. `writePlans` opens one `BEGIN IMMEDIATE` for the batch and runs each plan in a savepoint. A plan whose guard
 *    misses, or that SQLite refuses (a constraint), is rolled back to its savepoint; the others do not notice.
 * 4. One COMMIT; with `synchronous = FULL` and WAL that is one fsync for the whole batch.
 * 5. Only then is anyone answered, so what was answered with success is on the disk, and every reader that
 *    begins after the answer sees it.
 *
 * When the transaction itself is lost:
 * - A full disk or an I/O error in a statement makes SQLite roll everything back. The plans then run again one
 *   by one, so that a plan too large for the disk does not take its neighbours along.
 * - A COMMIT that fails fails all plans of the batch. They are not tried again: after a failed fsync the kernel
 *   may call the next one a success without having written the pages.
 */
import type { Plan, StatementResult } from './database.ts';
import type { Sqlite } from './open-sqlite.ts';
import { failed, type Outcome } from './outcome.ts';

export type PlanOutcome = Outcome<readonly StatementResult[]>;

/** What a writer did so far; tests hold the group commit against it. */
export type WriteCounts = { readonly plans: number; readonly commits: number };

export type PlanWriter = {
  /** Runs the plans in one transaction and answers each. Never throws. */
  write(plans: readonly Plan[]): readonly PlanOutcome[];
  counts(): WriteCounts;
};

/** The transaction is gone or cannot be committed because of one of its plans. */
class BatchLost extends Error {}

export const createPlanWriter = (sqlite: Sqlite): PlanWriter => {
  let planCount = 0;
  let commitCount = 0;

  const write = (plans: readonly Plan[]): readonly PlanOutcome[] => {
    try {
      sqlite.exec('BEGIN IMMEDIATE');
      const outcomes = plans.map((plan) => runPlan(sqlite, plan));
      commit(sqlite);
      commitCount += 1;
      return outcomes;
    } catch (error) {
      abandon(sqlite);
      if (!(error instanceof BatchLost)) return plans.map(() => failed(error));
      if (plans.length === 1) return [failed(error.cause)];
      return plans.flatMap((plan) => write([plan]));
    }
  };

  return {
    write(plans) {
      planCount += plans.length;
      return plans.length === 0 ? [] : write(plans);
    },
    counts: () => ({ plans: planCount, commits: commitCount }),
  };
};

const savepoint = { sql: 'SAVEPOINT plan', parameters: [] };
const release = { sql: 'RELEASE plan', parameters: [] };
const rollbackTo = { sql: 'ROLLBACK TO plan', parameters: [] };

const runPlan = (sqlite: Sqlite, plan: Plan): PlanOutcome => {
  sqlite.run(savepoint);
  const outcome = runStatements(sqlite, plan);
  if (outcome.type !== 'done') sqlite.run(rollbackTo);
  sqlite.run(release);
  return outcome;
};

const runStatements = (sqlite: Sqlite, plan: Plan): PlanOutcome => {
  const results: StatementResult[] = [];
  for (const [index, statement] of plan.entries()) {
    let result: StatementResult;
    try {
      result = sqlite.run(statement);
    } catch (error) {
      if (!sqlite.inTransaction()) throw new BatchLost('rolled back by SQLite', { cause: error });
      return failed(error);
    }
    if (statement.expect !== undefined && result.changes !== statement.expect) {
      return { type: 'missed', statement: index };
    }
    results.push(result);
  }
  return { type: 'done', value: results };
};

const commit = (sqlite: Sqlite): void => {
  try {
    sqlite.exec('COMMIT');
  } catch (error) {
    // a deferred foreign key is one plan's fault, found only here
    const { code } = error as { code?: string };
    if (code?.startsWith('SQLITE_CONSTRAINT')) throw new BatchLost('refused at commit', { cause: error });
    throw error;
  }
};

/** Leaves the connection usable; a ROLLBACK that fails too leaves that to the next BEGIN to say. */
const abandon = (sqlite: Sqlite): void => {
  if (!sqlite.inTransaction()) return;
  try {
    sqlite.exec('ROLLBACK');
  } catch {}
};
