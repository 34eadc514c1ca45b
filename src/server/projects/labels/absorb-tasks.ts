import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { sameJson } from '../../../labels/canonical-json.ts';
import { mergeTaskFiles } from '../../../labels/merge/merge-task-files.ts';
import type { TaskConflict } from '../../../labels/merge/task-conflict.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { readSql, sqlStatement } from '../run-sql.ts';
import type { AnnotationRow, ProjectRow, TaskRow } from '../tables.ts';
import { changeTasks } from '../tasks/change-tasks.ts';
import type { FileSides } from './absorb-head.ts';
import { type AppliedFile, applyTaskFile, type KeyRows } from './apply-task-file.ts';
import { taskFileOf } from './task-file-rows.ts';
import { reportMended, reportUnreadable } from './unreadable-files.ts';

/** Merges one page of files into the rows, as one plan that misses when a task changed in between. */
export const absorbTasks = async (
  server: Server,
  project: ProjectRow,
  head: string,
  sides: readonly FileSides[],
): Promise<void> => {
  if (sides.length === 0) return;
  const now = server.clock();
  const rows = await readKeys(
    server,
    project.id,
    sides.map(({ key }) => key),
  );
  const clean: number[] = [];
  const dirty: number[] = [];
  const statements: Statement[] = [];
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
    const ours = known.live && taskFileOf(known.live, known.annotations);
    // what base had is unknown: where nothing is pending, it is what stands here
    const base = side.isBaseUnknown && known.live?.pending === 0 ? ours : side.base;
    const merged = mergeTaskFiles({ base, ours, theirs });
    seen.push(known);
    const applied = await applyTaskFile(server, project, known, merged.file, theirs, now);
    statements.push(...applied.statements);
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
  await server.db.write([
    ...asSeen(seen),
    ...within(clean, 'clean', within(dirty, 'labels', statements)),
    ...conflicts,
    ...(conflicts.length === 0 ? [] : [recountConflicts(project.id)]),
  ]);
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
  return new Map(
    [...new Set(tasks.map(({ key }) => key))].map((key) => {
      const found = live.find((task) => task.key === key);
      return [
        key,
        {
          live: found,
          retired: tasks.filter((task) => task.key === key && task.retired === 1),
          annotations: annotations.filter(({ task }) => task === found?.id),
        },
      ];
    }),
  );
};
