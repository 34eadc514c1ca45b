import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { parseTaskFile } from '../../../labels/task-file/parse-task-file.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { taskPath } from '../../../labels/task-file/task-path.ts';
import { writeTaskFile } from '../../../labels/task-file/write-task-file.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import type { Edit, Repo, WrittenObject } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { AnnotationRow, ProjectRow, TaskRow } from '../tables.ts';
import { readObjectText } from './read-object-text.ts';
import { taskFileOf } from './task-file-rows.ts';
import { textEdits } from './text-edits.ts';

export type RenderedTasks = {
  readonly edits: readonly Edit[];
  readonly objects: readonly WrittenObject[];
  readonly counts: { readonly added: number; readonly changed: number; readonly retired: number };
  /** Clears what the commit holds; what was changed since it was read stays pending. */
  readonly clear: readonly Statement[];
};

const pageSize = 500;

/** The files of all tasks with something pending, as of the project's `seq`. */
export const renderPending = async (server: Server, project: ProjectRow): Promise<RenderedTasks> => {
  const { id, seq } = project;
  const files = new Map<string, { edit: Edit; live: boolean }>();
  const objects: WrittenObject[] = [];
  const put: number[] = [];
  const removed: number[] = [];
  const counts = { added: 0, changed: 0, retired: 0 };
  for (let after = 0; ; ) {
    const tasks = await readSql<TaskRow>(
      server.db,
      sql`SELECT * FROM task WHERE project = ${id} AND pending > 0 AND version <= ${seq}
        AND id > ${after} ORDER BY id LIMIT ${pageSize}`,
    );
    const annotations = await annotationsOf(server, tasks);
    for (const task of tasks) {
      const file = taskFileOf(task, annotations.get(task.id) ?? []);
      const path = taskPath(task.key);
      const written = await textEdits(server, { [path]: file ? writeTaskFile(file) : null });
      objects.push(...written.objects);
      // of one key, the live task decides; a retired one only takes the file away
      if (file || !files.get(path)?.live)
        files.set(path, { edit: written.edits[0] as Edit, live: file !== undefined });
      (file ? put : removed).push(task.id);
      counts[task.pending === 1 ? 'added' : task.pending === 2 ? 'changed' : 'retired'] += 1;
    }
    const last = tasks.at(-1);
    if (tasks.length < pageSize || last === undefined) break;
    after = last.id;
  }
  const edits = await keepLiveSiblings(server, id, [...files.values()]);
  const clear = put.length + removed.length === 0 ? [] : clearPending(id, seq, put, removed);
  return { edits, objects, counts, clear };
};

/** A retired task's key may have a live task with nothing pending: its file stays. */
const keepLiveSiblings = async (
  server: Server,
  project: number,
  files: readonly { readonly edit: Edit }[],
): Promise<readonly Edit[]> => {
  const removals = files.filter(({ edit }) => edit.entry === null).map(({ edit }) => edit.path);
  const kept = new Set<string>();
  for (let at = 0; at < removals.length; at += pageSize) {
    const keys = removals
      .slice(at, at + pageSize)
      .map((path) => path.slice('tasks/xx/'.length, -'.json'.length));
    const rows = await readSql<{ key: string }>(
      server.db,
      sql`SELECT key FROM task WHERE project = ${project} AND retired = 0 AND in_base = 1 AND pending = 0
        AND key IN (${sql.join(keys)})`,
    );
    for (const { key } of rows) kept.add(taskPath(key));
  }
  return files.map(({ edit }) => edit).filter(({ path }) => !kept.has(path));
};

const clearPending = (
  project: number,
  seq: number,
  put: readonly number[],
  removed: readonly number[],
): readonly Statement[] => [
  // changed while the commit was made: the file is in base as it was read, and the task stays pending
  ...newer(project, seq, put, 1),
  ...newer(project, seq, removed, 0),
  sqlStatement(sql`UPDATE task SET in_base = CASE WHEN pending = 3 THEN 0 ELSE 1 END, pending = 0
    WHERE project = ${project} AND pending > 0 AND version <= ${seq}`),
  sqlStatement(sql`UPDATE annotation SET committed = 1
    WHERE project = ${project} AND committed = 0 AND seq <= ${seq} AND ${settled('annotation')}`),
  sqlStatement(sql`DELETE FROM label_change
    WHERE project = ${project} AND seq <= ${seq} AND ${settled('label_change')}`),
];

/** The row's task has nothing pending any more. */
const settled = (table: string) =>
  sql.raw(`NOT EXISTS (SELECT 1 FROM task WHERE task.id = ${table}.task AND task.pending > 0)`);

const newer = (project: number, seq: number, ids: readonly number[], inBase: 0 | 1): Statement[] => {
  const statements: Statement[] = [];
  for (let at = 0; at < ids.length; at += pageSize)
    statements.push(
      sqlStatement(sql`UPDATE task SET in_base = ${inBase}, pending = CASE
        WHEN retired = 0 AND annotations + skips > 0 THEN ${1 + inBase} ELSE ${inBase * 3} END
        WHERE project = ${project} AND version > ${seq} AND id IN (${sql.join(ids.slice(at, at + pageSize))})`),
    );
  return statements;
};

/**
 * The files of the tasks where this account's own annotations changed: base's file with theirs in place of what
 * it had of them. What others changed stays pending; so do retired tasks.
 */
export const renderMine = async (
  server: Server,
  project: ProjectRow,
  repo: Repo,
  account: string,
): Promise<RenderedTasks> => {
  const { id, seq, base } = project;
  const tasks = await readSql<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE project = ${id} AND pending > 0 AND retired = 0 AND version <= ${seq}
      AND id IN (SELECT task FROM label_change WHERE project = ${id} AND author = ${account})`,
  );
  const annotations = await annotationsOf(server, tasks);
  const edits: Edit[] = [];
  const objects: WrittenObject[] = [];
  const clear: Statement[] = [];
  const counts = { added: 0, changed: 0, retired: 0 };
  for (const task of tasks) {
    const path = taskPath(task.key);
    const entry = base === null ? null : await getEntry(server.versions, { repo, ref: base, path });
    const before = entry ? parseTaskFile(await readObjectText(server, entry.sha256, path), path) : undefined;
    const own = (annotations.get(task.id) ?? []).filter((row) => row.author === account);
    const file = withOwn(task, own, before, account);
    const written = await textEdits(server, { [path]: file ? writeTaskFile(file) : null });
    if (file || entry) edits.push(...written.edits);
    objects.push(...written.objects);
    counts[file ? (entry ? 'changed' : 'added') : 'retired'] += 1;
    clear.push(...clearMine(id, task.id, seq, account, file ? 1 : 0));
  }
  return { edits, objects, counts, clear };
};

const withOwn = (
  task: TaskRow,
  own: readonly AnnotationRow[],
  before: TaskFile | undefined,
  account: string,
): TaskFile | undefined => {
  const others = (before?.annotations ?? []).filter((annotation) => annotation.author !== account);
  const mine = taskFileOf(task, own);
  const frame = mine ?? before;
  if (frame === undefined) return undefined;
  const all = [...others, ...(mine?.annotations ?? [])];
  return all.length === 0 ? undefined : { ...frame, annotations: all };
};

const clearMine = (
  project: number,
  task: number,
  seq: number,
  account: string,
  inBase: 0 | 1,
): readonly Statement[] => [
  sqlStatement(sql`UPDATE annotation SET committed = 1
    WHERE task = ${task} AND author = ${account} AND seq <= ${seq}`),
  sqlStatement(sql`DELETE FROM label_change
    WHERE project = ${project} AND task = ${task} AND author = ${account} AND seq <= ${seq}`),
  sqlStatement(sql`UPDATE task SET in_base = ${inBase}, pending = CASE
    WHEN retired = 0 AND NOT EXISTS (SELECT 1 FROM label_change WHERE label_change.task = task.id) THEN 0
    WHEN retired = 0 AND annotations + skips > 0 THEN ${1 + inBase} ELSE ${inBase * 3} END
    WHERE id = ${task}`),
];

const annotationsOf = async (
  server: Server,
  tasks: readonly TaskRow[],
): Promise<ReadonlyMap<number, AnnotationRow[]>> => {
  const byTask = new Map<number, AnnotationRow[]>();
  for (let at = 0; at < tasks.length; at += pageSize) {
    const ids = tasks.slice(at, at + pageSize).map(({ id }) => id);
    const rows = await readSql<AnnotationRow>(
      server.db,
      sql`SELECT * FROM annotation WHERE task IN (${sql.join(ids)}) ORDER BY task, uid`,
    );
    for (const row of rows) byTask.set(row.task, [...(byTask.get(row.task) ?? []), row]);
  }
  return byTask;
};
