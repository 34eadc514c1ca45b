import { type RawBuilder, sql } from 'kysely';
import type { Server } from '../../server.ts';
import { lookupSql, readSql } from '../run-sql.ts';
import type { AnnotationRow, DraftRow, PredictionRow } from '../tables.ts';

export type TaskChildren = {
  readonly annotations: readonly AnnotationRow[];
  readonly predictions: readonly PredictionRow[];
  readonly drafts: readonly DraftRow[];
};

/**
 * What belongs to each of some tasks: annotations (`by`: only of that account), predictions, and the account's
 * drafts. A few queries whatever the number of tasks.
 */
export const taskChildren = async (
  server: Server,
  args: { tasks: readonly number[]; account: string; by: string | null },
): Promise<(task: number) => TaskChildren> => {
  const [annotations, predictions, drafts] = await Promise.all([
    inBatches<AnnotationRow>(server, args.tasks, (ids) => {
      const own = args.by === null ? sql`` : sql`AND author = ${args.by}`;
      return sql`SELECT * FROM annotation WHERE task IN (${ids}) ${own} ORDER BY id`;
    }),
    inBatches<PredictionRow>(
      server,
      args.tasks,
      (ids) => sql`SELECT * FROM prediction WHERE task IN (${ids}) ORDER BY id`,
    ),
    inBatches<DraftRow>(
      server,
      args.tasks,
      (ids) => sql`SELECT * FROM draft WHERE task IN (${ids}) AND account = ${args.account}`,
    ),
  ]);
  return (task) => ({
    annotations: annotations.get(task) ?? [],
    predictions: predictions.get(task) ?? [],
    drafts: drafts.get(task) ?? [],
  });
};

const inBatches = async <Row extends { readonly task: number }>(
  server: Server,
  tasks: readonly number[],
  query: (ids: RawBuilder<unknown>) => RawBuilder<Row>,
): Promise<ReadonlyMap<number, Row[]>> => {
  const byTask = new Map<number, Row[]>();
  // of one task it is a look-up by key
  const read = tasks.length === 1 ? lookupSql : readSql;
  for (let at = 0; at < tasks.length; at += 500)
    for (const row of await read<Row>(server.db, query(sql.join(tasks.slice(at, at + 500))))) {
      const known = byTask.get(row.task);
      if (known) known.push(row);
      else byTask.set(row.task, [row]);
    }
  return byTask;
};
