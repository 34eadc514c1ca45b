import { sql } from 'kysely';
import type { SqlValue, Statement } from '../../../db/database.ts';
import { insertRows } from '../insert-rows.ts';
import { sqlStatement } from '../run-sql.ts';

/*
 * The rows of an import wait in tables of their own, which have no index but their key, and move in one statement a
 * table. Waiting as rows of the tables themselves they would pay for each of ten indexes twice: five times the work.
 */
const columns = {
  task: [
    'id',
    'key',
    'data',
    'data_hash',
    'extra',
    'state',
    'annotations',
    'skips',
    'predictions',
    'score',
    'pending',
    'created_at',
    'updated_at',
  ],
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
  prediction: ['id', 'uid', 'task', 'result', 'score', 'model_version', 'created_at'],
} as const;

type Table = keyof typeof columns;
export type ImportRow<T extends Table> = Readonly<Record<(typeof columns)[T][number], SqlValue>>;
export type ImportRows = { readonly [T in Table]: readonly ImportRow<T>[] };

const tables = Object.keys(columns) as Table[];

/** Rows that wait for the import to be whole. */
export const stageImport = (id: number, rows: ImportRows): readonly Statement[] => [
  ...stage(id, 'task', rows.task),
  ...stage(id, 'annotation', rows.annotation),
  ...stage(id, 'annotation_class', rows.annotation_class),
  ...stage(id, 'prediction', rows.prediction),
];

const stage = <T extends Table>(
  id: number,
  table: T,
  rows: readonly ImportRow<T>[],
): readonly Statement[] => {
  const names: readonly string[] = ['import', ...columns[table]];
  return insertRows(
    `import_${table}`,
    names,
    rows.map((row) => ({ ...row, import: id })),
  );
};

/** Makes them the project's own, all changed at its present `seq`. */
export const moveImport = (id: number, project: number, tasks: number): readonly Statement[] => {
  const seq = sql`(SELECT seq FROM project WHERE id = ${project})`;
  const move = (table: Table, more: string, values = sql``) => {
    const names = sql.raw(columns[table].join(', '));
    return sql`INSERT INTO ${sql.table(table)} (project, ${names}${sql.raw(more)})
      SELECT ${project}, ${names}${values} FROM ${sql.table(`import_${table}`)} WHERE import = ${id} ORDER BY ${sql.ref(columns[table][0])}`;
  };
  return [
    sqlStatement(move('task', ', version', sql`, ${seq}`), tasks),
    sqlStatement(move('annotation', ', seq', sql`, ${seq}`)),
    sqlStatement(move('annotation_class', '')),
    sqlStatement(sql`INSERT INTO class_count (project, control, name, count)
      SELECT ${project}, control, name, sum(count) FROM import_annotation_class WHERE import = ${id}
      GROUP BY control, name
      ON CONFLICT (project, control, name) DO UPDATE SET count = class_count.count + excluded.count`),
    sqlStatement(
      move(
        'prediction',
        ', config_version',
        sql`, (SELECT config_version FROM project WHERE id = ${project})`,
      ),
    ),
    ...dropImport(id),
  ];
};

export const dropImport = (id: number): readonly Statement[] =>
  tables.map((table) => sqlStatement(sql`DELETE FROM ${sql.table(`import_${table}`)} WHERE import = ${id}`));

/** Those that a kill cut off; at a start none is under way. */
export const dropAllImports = (): readonly Statement[] =>
  tables.map((table) => sqlStatement(sql`DELETE FROM ${sql.table(`import_${table}`)}`));
