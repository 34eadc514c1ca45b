import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { sameJson } from '../../../labels/canonical-json.ts';
import type { TaskFile, TaskFileAnnotation } from '../../../labels/task-file/task-file.ts';
import type { Server } from '../../server.ts';
import { insertClasses, type Labeled } from '../classes/class-rows.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import type { AnnotationRow, ProjectRow, TaskRow } from '../tables.ts';
import { annotationColumns, taskColumns } from './task-file-rows.ts';

/** All rows of one task key. */
export type KeyRows = {
  readonly live: TaskRow | undefined;
  readonly retired: readonly TaskRow[];
  /** The live task's. */
  readonly annotations: readonly AnnotationRow[];
};

export type AppliedFile = {
  readonly statements: readonly Statement[];
  /** Annotations of other classes than before: for `replaceClasses`, with those of other files, after the statements. */
  readonly relabeled: readonly Labeled[];
  /** Every task of the key, retired ones first and the newest last. */
  readonly tasks: readonly number[];
  /** The task that is live afterwards. */
  readonly live: number | undefined;
};

/**
 * The statements that make the rows of a key say what `file` says; undefined: no annotations. A file about other
 * bytes than the live task's brings the task of those bytes back, and the unlabeled live one stands aside until
 * these labels leave. `committed`: the file as the new base has it. Counters are the caller's.
 */
export const applyTaskFile = async (
  server: Server,
  project: ProjectRow,
  known: KeyRows,
  file: TaskFile | undefined,
  committed: TaskFile | undefined,
  now: number,
): Promise<AppliedFile> => {
  const ids = [...known.retired.map(({ id }) => id), ...(known.live ? [known.live.id] : [])];
  if (file === undefined) return removeLabels(known, ids, now);
  const { live } = known;
  const columns = taskColumns(file);
  if (live !== undefined && (live.data_hash === columns.data_hash || known.annotations.length > 0)) {
    const synced = await syncAnnotations(server, project, live.id, known.annotations, file, committed);
    return {
      statements: [
        ...(sameColumns(live, columns) ? [] : [updateTask(live.id, columns)]),
        ...synced.statements,
      ],
      relabeled: synced.relabeled,
      tasks: ids,
      live: live.id,
    };
  }
  const parked = live === undefined ? [] : [retire(live.id, now, 1)];
  const old = known.retired.findLast(({ data_hash }) => data_hash === columns.data_hash);
  if (old !== undefined) {
    return {
      statements: [
        ...parked,
        sqlStatement(
          sql`UPDATE task SET retired = 0, revived = ${old.parked === 1 ? 0 : 1}, parked = 0
          WHERE id = ${old.id} AND retired = 1`,
          1,
        ),
        sqlStatement(sql`DELETE FROM annotation WHERE task = ${old.id}`),
        updateTask(old.id, columns),
        ...(await syncAnnotations(server, project, old.id, [], file, committed)).statements,
      ],
      relabeled: [],
      tasks: ids,
      live: old.id,
    };
  }
  const id = await server.ids.next('task');
  return {
    statements: [
      ...parked,
      sqlStatement(
        sql`INSERT INTO task (id, project, key, data, data_hash, extra, source_repo, source_path, source_sha256,
          source_row, state, revived, created_at, updated_at)
          VALUES (${id}, ${project.id}, ${columns.key}, ${columns.data}, ${columns.data_hash}, ${columns.extra},
          ${columns.source_repo}, ${columns.source_path}, ${columns.source_sha256}, ${columns.source_row}, 'open',
          ${live === undefined ? 0 : 1}, ${now}, ${now}) ON CONFLICT DO NOTHING`,
        1,
      ),
      // the counters were summed before the row was there
      ...(await syncAnnotations(server, project, id, [], file, committed)).statements,
    ],
    relabeled: [],
    tasks: [...ids, id],
    live: id,
  };
};

/** The labels leave; a task that was back only for them goes again, and who stood aside for it returns. */
const removeLabels = (known: KeyRows, ids: readonly number[], now: number): AppliedFile => {
  const { live } = known;
  if (live === undefined) return { statements: [], relabeled: [], tasks: ids, live: undefined };
  const parked = known.retired.findLast((row) => row.parked === 1);
  const goes = live.revived === 1;
  return {
    statements: [
      ...(goes
        ? [retire(live.id, now, 0)]
        : [sqlStatement(sql`DELETE FROM annotation WHERE task = ${live.id}`)]),
      ...(goes && parked
        ? [sqlStatement(sql`UPDATE task SET retired = 0, parked = 0 WHERE id = ${parked.id}`, 1)]
        : []),
    ],
    relabeled: [],
    tasks: ids,
    live: goes ? parked?.id : live.id,
  };
};

const retire = (task: number, now: number, parked: 0 | 1): Statement =>
  sqlStatement(
    sql`UPDATE task SET retired = 1, revived = 0, parked = ${parked}, updated_at = ${now}
      WHERE id = ${task} AND retired = 0`,
    1,
  );

type TaskColumns = ReturnType<typeof taskColumns>;

const sameColumns = (row: TaskRow, columns: TaskColumns): boolean =>
  (Object.keys(columns) as (keyof TaskColumns)[]).every((name) => row[name] === columns[name]);

const updateTask = (id: number, columns: TaskColumns): Statement =>
  sqlStatement(sql`UPDATE task SET data = ${columns.data}, data_hash = ${columns.data_hash},
    extra = ${columns.extra}, source_repo = ${columns.source_repo}, source_path = ${columns.source_path},
    source_sha256 = ${columns.source_sha256}, source_row = ${columns.source_row} WHERE id = ${id}`);

const syncAnnotations = async (
  server: Server,
  project: ProjectRow,
  task: number,
  rows: readonly AnnotationRow[],
  file: TaskFile,
  committed: TaskFile | undefined,
): Promise<Pick<AppliedFile, 'statements' | 'relabeled'>> => {
  const before = new Map(rows.map((row) => [row.uid, row]));
  const inBase = new Map(committed?.annotations.map((annotation) => [annotation.uid, annotation]));
  const wanted = new Set(file.annotations.map(({ uid }) => uid));
  const statements = rows
    .filter(({ uid }) => !wanted.has(uid))
    .map(({ id }) => sqlStatement(sql`DELETE FROM annotation WHERE id = ${id}`));
  const relabeled: Labeled[] = [];
  for (const annotation of file.annotations) {
    const isCommitted = sameJson(inBase.get(annotation.uid), annotation) ? 1 : 0;
    const row = before.get(annotation.uid);
    if (row === undefined) {
      const id = await server.ids.next('annotation');
      statements.push(
        ...insertAnnotation({ id, project: project.id, task, annotation, committed: isCommitted }),
      );
      continue;
    }
    const columns = annotationColumns(annotation);
    const names = Object.keys(columns) as (keyof typeof columns)[];
    if (names.every((name) => row[name] === columns[name])) {
      if (row.committed !== isCommitted)
        statements.push(
          sqlStatement(sql`UPDATE annotation SET committed = ${isCommitted} WHERE id = ${row.id}`),
        );
      continue;
    }
    statements.push(updateAnnotation(row.id, columns, isCommitted));
    const { result, was_cancelled: skipped } = annotation;
    relabeled.push({ annotation: row.id, task, project: project.id, result, skipped });
  }
  return { statements, relabeled };
};

/** An annotation of a file as a new row. */
export const insertAnnotation = (args: {
  id: number;
  project: number;
  task: number;
  annotation: TaskFileAnnotation;
  committed: 0 | 1;
}): readonly Statement[] => {
  const columns = annotationColumns(args.annotation);
  const insert =
    sqlStatement(sql`INSERT INTO annotation (id, uid, project, task, author, updated_by, result, skipped,
    ground_truth, lead_time, version, seq, committed, parents, made_on, extra, created_at, updated_at)
    VALUES (${args.id}, ${columns.uid}, ${args.project}, ${args.task}, ${columns.author}, ${columns.author},
    ${columns.result}, ${columns.skipped}, ${columns.ground_truth}, ${columns.lead_time}, 1,
    coalesce((SELECT seq FROM project WHERE id = ${args.project}), 0), ${args.committed}, ${columns.parents},
    ${columns.made_on}, ${columns.extra}, ${columns.created_at}, ${columns.updated_at})`);
  const { result, was_cancelled: skipped } = args.annotation;
  const { id, task, project } = args;
  return [insert, ...insertClasses({ annotation: id, task, project, result, skipped })];
};

const updateAnnotation = (
  id: number,
  columns: ReturnType<typeof annotationColumns>,
  committed: 0 | 1,
): Statement =>
  sqlStatement(sql`UPDATE annotation SET author = ${columns.author}, updated_by = ${columns.author},
    result = ${columns.result}, skipped = ${columns.skipped}, ground_truth = ${columns.ground_truth},
    lead_time = ${columns.lead_time}, parents = ${columns.parents}, made_on = ${columns.made_on},
    extra = ${columns.extra}, created_at = ${columns.created_at}, updated_at = ${columns.updated_at},
    review = NULL, review_comment = NULL, review_by = NULL, review_at = NULL,
    version = version + 1, committed = ${committed} WHERE id = ${id}`);
