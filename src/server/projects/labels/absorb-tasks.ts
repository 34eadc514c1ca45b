import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { mutate } from '../../../db/mutate.ts';
import { sameJson } from '../../../labels/canonical-json.ts';
import { mergeTaskFiles, type TaskFileMerge } from '../../../labels/merge/merge-task-files.ts';
import type { TaskConflict } from '../../../labels/merge/task-conflict.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { type Labeled, replaceClasses } from '../classes/class-rows.ts';
import { byTask } from '../rows/task-children.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { AnnotationRow, ProjectRow, TaskRow } from '../tables.ts';
import { changeTasks } from '../tasks/change-tasks.ts';
import { type AppliedFile, applyTaskFile, type KeyRows } from './apply-task-file.ts';
import type { FileSides } from './read-sides.ts';
import { taskFileOf } from './task-file-rows.ts';
import { reportMended, reportUnreadable } from './unreadable-files.ts';

/**
 * Merges one page of files into the rows of these keys, as one plan that is made again when a task changed in between.
 * `sidesOf` reads the files, knowing the rows.
 */
export const absorbTasks = async (
  server: Server,
  project: ProjectRow,
  head: string,
  keys: readonly string[],
  sidesOf: (rows: ReadonlyMap<string, KeyRows>) => Promise<readonly FileSides[]>,
): Promise<void> => {
  if (keys.length === 0) return;
  await mutate(server.db, async () => {
    const rows = await readKeys(server, project.id, keys);
    return { plan: await planPage(server, project, head, rows, await sidesOf(rows)), value: undefined };
  });
};

const planPage = async (
  server: Server,
  project: ProjectRow,
  head: string,
  rows: ReadonlyMap<string, KeyRows>,
  sides: readonly FileSides[],
): Promise<readonly Statement[]> => {
  const now = server.clock();
  const clean: number[] = [];
  const dirty: number[] = [];
  const statements: Statement[] = [];
  const relabeled: Labeled[] = [];
  const seen: KeyRows[] = [];
  const conflicts: Statement[] = [];
  for (const side of sides) {
    const { key, path, theirs } = side;
    if (side.problem !== undefined) {
      conflicts.push(reportUnreadable(project.id, head, { path, problem: side.problem }, now));
      continue;
    }
    if (side.isBaseUnknown) conflicts.push(...reportMended(project.id, [path], now));
    const known = rows.get(key) ?? { live: undefined, retired: [], annotations: [] };
    const merged = mergeSides(known, side);
    seen.push(known);
    const applied = await applyTaskFile(server, project, known, merged.file, theirs, now);
    statements.push(...applied.statements);
    relabeled.push(...applied.relabeled);
    const isClean = sameJson(merged.file, theirs);
    (isClean ? clean : dirty).push(...applied.tasks);
    if (!isClean) statements.push(...holdBase(known, applied, theirs !== undefined));
    for (const conflict of merged.conflicts) conflicts.push(conflictRow(project.id, head, conflict, now));
  }
  const within = (tasks: readonly number[], effect: 'clean' | 'labels', inner: readonly Statement[]) =>
    chunks(tasks).reduce(
      (held, ids) => changeTasks({ project: project.id, tasks: ids, effect, now }, held),
      inner,
    );
  // one inside the other: all sums are taken off before any row changes
  return [
    ...asSeen(seen),
    ...within(clean, 'clean', within(dirty, 'labels', [...statements, ...replaceClasses(...relabeled)])),
    ...conflicts,
    ...(conflicts.length === 0 ? [] : [recountConflicts(project.id)]),
  ];
};

/** Where nothing is pending, what base had is what stands here, whether it can be read or not. */
const mergeSides = ({ live, annotations }: KeyRows, side: FileSides): TaskFileMerge => {
  const { base, theirs } = side;
  if (side.isBaseHere) return { file: theirs, conflicts: [] };
  const ours = live && taskFileOf(live, annotations);
  const isOurs = side.isBaseUnknown && live?.pending === 0;
  return mergeTaskFiles({ base: isOurs ? ours : base, ours, theirs });
};

const chunks = (ids: readonly number[]): number[][] => {
  const all: number[][] = [];
  for (let at = 0; at < ids.length; at += 500) all.push(ids.slice(at, at + 500));
  return all;
};

/** Exactly one task of a key holds the file that base has: the live one, else the latest retired. */
export const holdBase = (
  known: KeyRows,
  { tasks, live }: Pick<AppliedFile, 'tasks' | 'live'>,
  isInBase: boolean,
): readonly Statement[] => {
  const holder = live ?? tasks.at(-1);
  const before = new Map(rowsOf(known).map((row) => [row.id, row.in_base]));
  return tasks.flatMap((id) => {
    const holds = isInBase && id === holder ? 1 : 0;
    if (before.get(id) === holds) return [];
    return [sqlStatement(sql`UPDATE task SET in_base = ${holds} WHERE id = ${id}`)];
  });
};

/** Misses when one of these tasks changed since it was read. */
export const asSeen = (seen: readonly KeyRows[]): readonly Statement[] => {
  const rows = seen.flatMap(rowsOf);
  if (rows.length === 0) return [];
  const versions = rows.map(({ id, version }) => sql`(${id}, ${version})`);
  return [
    sqlStatement(sql`SELECT id FROM task WHERE (id, version) IN (VALUES ${sql.join(versions)})`, rows.length),
  ];
};

const rowsOf = ({ live, retired }: KeyRows): readonly TaskRow[] => (live ? [live, ...retired] : retired);

/** The same clash found again (a repeated page) is the same row. */
const conflictRow = (project: number, head: string, conflict: TaskConflict, now: number): Statement => {
  const detail = JSON.stringify(conflict);
  const id = hashText(`${project}/${head}/${detail}`).slice(0, 32);
  return sqlStatement(sql`INSERT INTO label_conflict (id, project, key, annotation, identity, kind, detail, head,
    created_at) VALUES (${id}, ${project}, ${conflict.key}, ${conflict.annotation ?? ''},
    ${conflict.identity ?? ''}, ${conflict.kind}, ${detail}, ${head}, ${now}) ON CONFLICT (id) DO NOTHING`);
};

/** Open conflicts are few. */
export const recountConflicts = (project: number): Statement =>
  sqlStatement(sql`UPDATE project SET conflicts = (SELECT count(*) FROM label_conflict
    WHERE label_conflict.project = ${project} AND resolved_at IS NULL) WHERE id = ${project}`);

export const readKeys = async (
  server: Server,
  project: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeyRows>> => {
  const tasks = await readSql<TaskRow>(
    server.db,
    // sorted by the `+`, not read by the order of ids: that would pass over all tasks of the project
    sql`SELECT * FROM task WHERE project = ${project} AND key IN (${sql.join(keys)}) ORDER BY +id`,
  );
  const live = tasks.filter(({ retired }) => retired === 0);
  const annotations =
    live.length === 0
      ? []
      : await readSql<AnnotationRow>(
          server.db,
          sql`SELECT * FROM annotation WHERE task IN (${sql.join(live.map(({ id }) => id))}) ORDER BY uid`,
        );
  const annotationsOf = byTask(annotations);
  const found = new Map<
    string,
    { live: TaskRow | undefined; retired: TaskRow[]; annotations: AnnotationRow[] }
  >();
  for (const task of tasks) {
    const known = found.get(task.key) ?? { live: undefined, retired: [], annotations: [] };
    if (task.retired === 1) known.retired.push(task);
    else Object.assign(known, { live: task, annotations: annotationsOf.get(task.id) ?? [] });
    found.set(task.key, known);
  }
  return found;
};
