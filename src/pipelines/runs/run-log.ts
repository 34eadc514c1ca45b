import { sql } from 'kysely';
import type { Statement } from '../../db/database.ts';
import { sqlStatement } from '../../db/run-sql.ts';
import type { LogLevel } from '../tables.ts';

/** Longest text of a line, and most lines of a run: what a broken step prints must not fill the database. */
const maxText = 2_000;
const maxLines = 2_000;

export type RunLog = {
  add(text: string, level: LogLevel, step: string | null): void;
  /** Statements for the lines that wait; they count as written. */
  take(): readonly Statement[];
};

/** Lines gather and go with the next plan of the run, or with its heartbeat. */
export const runLog = (run: string, clock: () => number): RunLog => {
  let waiting: Statement[] = [];
  return {
    add(text, level, step) {
      waiting.push(
        sqlStatement(sql`INSERT INTO pipeline_log (run, seq, time, level, step, text)
          SELECT ${run}, coalesce(max(seq), 0) + 1, ${clock()}, ${level}, ${step}, ${text.slice(0, maxText)}
          FROM pipeline_log WHERE run = ${run} HAVING count(*) < ${maxLines}`),
      );
    },
    take() {
      const taken = waiting;
      waiting = [];
      return taken;
    },
  };
};
