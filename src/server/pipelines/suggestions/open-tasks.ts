import { sql } from 'kysely';
import type { Server } from '../../server.ts';
import { readSql } from '../../../db/run-sql.ts';

export type OpenTask = {
  readonly id: number;
  readonly key: string;
  readonly data: string;
  readonly data_hash: string;
};

const pageSize = 200;

/** The tasks that nobody answered, page by page in the order of their ids. */
export async function* openTasks(server: Server, project: number): AsyncGenerator<readonly OpenTask[]> {
  for (let after = 0; ; ) {
    const page = await readSql<OpenTask>(
      server.db,
      sql`SELECT id, key, data, data_hash FROM task WHERE project = ${project} AND state = 'open'
        AND id > ${after} ORDER BY id LIMIT ${pageSize}`,
    );
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    after = page.at(-1)?.id ?? after;
  }
}
