import { type RawBuilder, sql } from 'kysely';
import type { Server } from '../../server.ts';
import { inPresentConfig } from '../config/config-versions.ts';
import { lookupSql, readSql } from '../../../db/run-sql.ts';
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
    ).then((rows) => inPresentConfig(server, rows)),
    inBatches<DraftRow>(
      server,
      args.tasks,
      (ids) => sql`SELECT * FROM draft WHERE task IN (${ids}) AND account = ${args.account}`,
    ).then((rows) => inPresentConfig(server, rows)),
  ]);
  const [annotationsOf, predictionsOf, draftsOf] = [byTask(annotations), byTask(predictions), byTask(drafts)];
  return (task) => ({
    annotations: annotationsOf.get(task) ?? [],
    predictions: predictionsOf.get(task) ?? [],
    drafts: draftsOf.get(task) ?? [],
  });
};

const inBatches = async <Row>(
  server: Server,
  tasks: readonly number[],
  query: (ids: RawBuilder<unknown>) => RawBuilder<Row>,
): Promise<readonly Row[]> => {
  // of one task it is a look-up by key
  const read = tasks.length === 1 ? lookupSql : readSql;
  const rows: Row[] = [];
  for (let at = 0; at < tasks.length; at += 500)
    rows.push(...(await read<Row>(server.db, query(sql.join(tasks.slice(at, at + 500))))));
  return rows;
};

/** Rows by the task that they belong to, in their order. */
export const byTask = <Row extends { readonly task: number }>(
  rows: readonly Row[],
): ReadonlyMap<number, Row[]> => {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.task);
    if (group) group.push(row);
    else groups.set(row.task, [row]);
  }
  return groups;
};
