import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { type Intent, mutate } from '../../../db/mutate.ts';
import { fileTaskKey, rowTaskKey } from '../../../labels/task-file/task-key.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { DiffItem } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { ProjectRow, SourceRow, TaskRow } from '../tables.ts';
import { changeTasks } from '../tasks/change-tasks.ts';
import { labelReader, type RowLabels } from '../tasks/read-labels.ts';
import { changeRows } from './change-rows.ts';
import { matchRows } from './match-rows.ts';
import { readRows, type SourceTask } from './read-rows.ts';
import { retireStatement } from './retire-tasks.ts';
import { moveStatements } from './move-rows.ts';
import type { SyncResult } from './sync-result.ts';

export type SyncPage = {
  readonly project: ProjectRow;
  readonly source: SourceRow;
  readonly head: string;
  readonly items: readonly DiffItem[];
};

/** Brings the tasks of some changed files to what the files hold now, as one plan. Reads each file once. */
export const syncPage = async (server: Server, actor: Actor, page: SyncPage): Promise<SyncResult> => {
  const errors: SyncResult['errors'] = [];
  const unread = new Set<string>();
  const rows: SourceTask[] = [];
  const given = new Map<SourceTask, RowLabels>();
  const { config, organisation } = page.project;
  const labels = labelReader(server, { config, organisation, account: actor.account });
  for (const { path, to } of page.items) {
    if (to === null) continue;
    try {
      const own = await readRows(server, page.source, config, path, to);
      for (const row of own)
        if (row.annotations.length + row.predictions.length > 0) given.set(row, await labels.row(row));
      rows.push(...own);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unread.add(path);
      errors.push({ path, detail: error.message });
    }
  }
  const counts = await mutate(server.db, () => planPage(server, actor, page, rows, given, unread));
  return { ...counts, errors };
};

const planPage = async (
  server: Server,
  actor: Actor,
  { project, source, head, items }: SyncPage,
  rows: readonly SourceTask[],
  given: ReadonlyMap<SourceTask, RowLabels>,
  unread: ReadonlySet<string>,
): Promise<Intent<Omit<SyncResult, 'errors'>>> => {
  const now = server.clock();
  const paths = [...new Set(items.flatMap(({ path, oldPath }) => (oldPath ? [path, oldPath] : [path])))];
  const tasks = await tasksOfPaths(
    server,
    source.id,
    paths.filter((path) => !unread.has(path)),
  );
  const renamed = new Map(items.flatMap(({ path, oldPath }) => (oldPath ? [[oldPath, path] as const] : [])));
  const matched = matchRows(tasks, rows, {
    keyOfRow: (row) => knownKey(source, row),
    renamed,
    bytesCount: source.method === 'files',
  });
  const moved = moveStatements(source, matched.kept, now);
  const changed = await changeRows(server, { project, source, head, given, now }, matched);
  const retired = [...matched.retired, ...changed.replaced].map(({ id }) => id);
  const touched = [...new Set([...retired, ...moved.labeled, ...changed.inserted])];
  const inner = [
    ...(retired.length === 0 ? [] : [retireStatement(retired, now)]),
    ...moved.statements,
    ...changed.statements,
  ];
  const counts = {
    added: matched.added.length,
    changed: matched.changed.length,
    retired: matched.retired.length,
    unchanged: matched.kept.length,
  };
  const authors = [{ author: '', by: actor.account, name: actor.name }];
  const plan = chunks(touched).reduce<readonly Statement[]>(
    (held, ids) => changeTasks({ project: project.id, tasks: ids, effect: 'labels', authors, now }, held),
    inner,
  );
  return { plan: [...plan, ...changed.after], value: counts };
};

/** What a row's task is called without looking at others: its own id, or the file that it is. */
const knownKey = (source: SourceRow, row: SourceTask): string | undefined => {
  if (source.method === 'files') return fileTaskKey(hashText, row.path);
  return row.id === undefined
    ? undefined
    : rowTaskKey(hashText, { id: row.id, text: row.text, occurrence: 0 });
};

const tasksOfPaths = async (server: Server, source: number, paths: readonly string[]): Promise<TaskRow[]> => {
  if (paths.length === 0) return [];
  return readSql<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE source = ${source} AND retired = 0 AND source_path IN (${sql.join(paths)})
      ORDER BY id`,
  );
};

const chunks = (ids: readonly number[]): number[][] => {
  const all: number[][] = [];
  for (let at = 0; at < ids.length; at += 500) all.push(ids.slice(at, at + 500));
  return all;
};
