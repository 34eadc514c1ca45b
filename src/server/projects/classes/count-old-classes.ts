import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import type { Server } from '../../server.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { AnnotationRow } from '../tables.ts';
import { replaceClasses } from './class-rows.ts';
import { sumClasses } from './class-sums.ts';

const batch = 200;

/** Counts the classes of annotations from before classes were counted: once, at the first start. May be repeated. */
export const countOldClasses = async (server: Server): Promise<void> => {
  const projects = await readSql<{ id: number }>(server.db, sql`SELECT id FROM project WHERE classed = 0`);
  for (const { id } of projects) {
    for (let after = 0; ; ) {
      const tasks = await readSql<{ id: number }>(
        server.db,
        sql`SELECT id FROM task WHERE project = ${id} AND id > ${after} ORDER BY id LIMIT ${batch}`,
      );
      const last = tasks.at(-1);
      if (last === undefined) break;
      const ids = tasks.map((task) => task.id);
      await countTasks(server, id, ids);
      after = last.id;
    }
    await server.db.write([sqlStatement(sql`UPDATE project SET classed = 1 WHERE id = ${id}`)]);
  }
};

const countTasks = (server: Server, project: number, tasks: readonly number[]): Promise<void> =>
  mutate(server.db, async () => {
    const rows = await readSql<AnnotationRow>(
      server.db,
      sql`SELECT * FROM annotation WHERE task IN (${sql.join(tasks)})`,
    );
    // misses when somebody changed one of them in the meantime
    const guards = rows.map(({ id, version }) =>
      sqlStatement(sql`SELECT id FROM annotation WHERE id = ${id} AND version = ${version}`, 1),
    );
    const classes = replaceClasses(
      ...rows.map(({ id, task, result, skipped }) => ({
        annotation: id,
        task,
        project,
        result: JSON.parse(result),
        skipped: skipped === 1,
      })),
    );
    const sums = (sign: '+' | '-') => sumClasses(project, tasks, sign);
    return { plan: [...guards, sums('-'), ...classes, sums('+')], value: undefined };
  });
