import { type Statement, statement } from '../db/database.ts';
import { sql } from './tables.ts';
import type { Repo } from './version-store.ts';

/** Holds a known commit for the plan that names it, against a gc that runs beside; misses when it is gone. */
export const holdCommit = (repo: Repo, id: string, now: number): Statement =>
  statement(
    sql.updateTable('repo_commit').set({ touched: now }).where('repo', '=', repo.uid).where('id', '=', id),
    1,
  );
