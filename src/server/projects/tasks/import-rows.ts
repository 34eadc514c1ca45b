import { type RawBuilder, sql } from 'kysely';
import type { SqlValue, Statement } from '../../../db/database.ts';
import { insertRows } from '../insert-rows.ts';
import { sqlStatement } from '../../../db/run-sql.ts';

/*
 * The rows of an import wait in tables of their own, which have no index at all, and move in one statement a table,
 * in the order in which they came (decision 0003). What follows from other columns is worked out when they move.
 */
const columns = {
  task: ['id', 'key', 'data', 'data_hash', 'extra', 'annotations', 'skips', 'predictions', 'score'],
  annotation: [
    'id',
    'uid',
    'task',
    'author',
    'updated_by',
    'result',
    'skipped',
    'ground_truth',
    'lead_time',
    'version',
    'parents',
    'made_on',
    'extra',
    'created_at',
    'updated_at',
  ],
  annotation_class: ['annotation', 'control', 'name', 'task', 'count'],
  prediction: ['id', 'uid', 'task', 'result', 'score', 'model_version'],
} as const;

type Table = keyof typeof columns;
export type ImportRow<T extends Table> = Readonly<Record<'import' | (typeof columns)[T][number], SqlValue>>;
export type ImportRows = { readonly [T in Table]: readonly ImportRow<T>[] };

const tables = Object.keys(columns) as Table[];

/** Rows that wait for the import to be whole. */
export const stageImport = (rows: ImportRows): readonly Statement[] =>
  tables.flatMap((table) =>
    insertRows<string>(`import_${table}`, ['import', ...columns[table]], rows[table] as readonly AnyRow[]),
  );

type AnyRow = Readonly<Record<string, SqlValue>>;

/** Makes them the project's own, all changed at its present `seq`. */
export const moveImport = (
  id: number,
  args: { project: number; tasks: number; now: number },
): readonly Statement[] => {
  const { project, tasks, now } = args;
  const ofProject = (column: string) => sql`(SELECT ${sql.ref(column)} FROM project WHERE id = ${project})`;
  const move = (table: Table, more: Readonly<Record<string, RawBuilder<unknown>>> = {}) => {
    const names = sql.raw(columns[table].join(', '));
    return sql`INSERT INTO ${sql.table(table)} (project, ${sql.join(
      Object.keys(more).map((name) => sql`${sql.ref(name)}, `),
      sql``,
    )}${names})
      SELECT ${project}, ${sql.join(
        Object.values(more).map((value) => sql`${value}, `),
        sql``,
      )}${names}
      FROM ${sql.table(`import_${table}`)} WHERE import = ${id}`;
  };
  return [
    sqlStatement(
      move('task', {
        state: sql`CASE WHEN annotations > 0 THEN 'labeled' WHEN skips > 0 THEN 'skipped' ELSE 'open' END`,
        pending: sql`CASE WHEN annotations + skips > 0 THEN 1 ELSE 0 END`,
        created_at: sql`${now}`,
        updated_at: sql`${now}`,
        version: ofProject('seq'),
      }),
      tasks,
    ),
    sqlStatement(move('annotation', { seq: ofProject('seq') })),
    sqlStatement(move('annotation_class')),
    sqlStatement(sql`INSERT INTO class_count (project, control, name, count)
      SELECT ${project}, control, name, sum(count) FROM import_annotation_class WHERE import = ${id}
      GROUP BY control, name
      ON CONFLICT (project, control, name) DO UPDATE SET count = class_count.count + excluded.count`),
    sqlStatement(
      move('prediction', { created_at: sql`${now}`, config_version: ofProject('config_version') }),
    ),
    ...dropImport(id),
  ];
};

export const dropImport = (id: number): readonly Statement[] =>
  tables.map((table) => sqlStatement(sql`DELETE FROM ${sql.table(`import_${table}`)} WHERE import = ${id}`));

/** Those that a kill cut off; at a start none is under way. */
export const dropAllImports = (): readonly Statement[] =>
  tables.map((table) => sqlStatement(sql`DELETE FROM ${sql.table(`import_${table}`)}`));
