import { sql } from 'kysely';
import type { Server } from '../server.ts';
import { sqlStatement } from '../../db/run-sql.ts';
import { dropAllImports } from './tasks/import-rows.ts';

/** A request may be repeated for so long. */
const requestDays = 7;

/** Rows of imports that a kill cut off, leases long over, and request ids that nobody repeats any more. */
export const removeLeftovers = async (server: Pick<Server, 'db' | 'clock'>): Promise<void> => {
  const now = server.clock();
  await server.db.write([
    ...dropAllImports(),
    sqlStatement(sql`DELETE FROM task_lease WHERE until < ${now}`),
    sqlStatement(sql`DELETE FROM submit_request WHERE created_at < ${now - requestDays * 86_400_000}`),
  ]);
};
