import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { fileTaskKey } from '../../../labels/task-file/task-key.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { recountConflicts } from '../labels/absorb-tasks.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { AnnotationRow, ProjectRow, SourceRow, TaskRow } from '../tables.ts';
import { chooseKeys, keyBook, liveKeys } from '../tasks/choose-keys.ts';
import { insertTask, type NewPrediction } from '../tasks/insert-task.ts';
import type { RowLabels } from '../tasks/read-labels.ts';
import { createUid } from '../uid.ts';
import type { MatchedRows } from './match-rows.ts';
import type { SourceTask } from './read-rows.ts';

export type ChangeContext = {
  readonly project: ProjectRow;
  readonly source: SourceRow;
  readonly head: string;
  /** What the rows' own annotations and predictions are, of those that have any. */
  readonly given: ReadonlyMap<SourceTask, RowLabels>;
  readonly now: number;
};

export type ChangedRows = {
  readonly statements: readonly Statement[];
  /** After the counters. */
  readonly after: readonly Statement[];
  /** New tasks, and retired ones that came back. */
  readonly inserted: readonly number[];
  /** Tasks that their new version takes the place of. */
  readonly replaced: readonly TaskRow[];
};

/** New tasks for added rows, and for changed ones what the source's policy says of tasks with labels. */
export const changeRows = async (
  server: Server,
  context: ChangeContext,
  matched: MatchedRows,
): Promise<ChangedRows> => {
  const { project, source, now } = context;
  const policy = source.changed_policy;
  // without labels there is nothing to keep
  const isKept = ({ task }: { task: TaskRow }) => policy !== 'replace' && task.annotations + task.skips > 0;
  const kept = matched.changed.filter(isKept);
  const replacing = matched.changed.filter((pair) => !isKept(pair));
  const statements: Statement[] = kept.map(({ task }) =>
    sqlStatement(sql`UPDATE task SET stale = 1, updated_at = ${now} WHERE id = ${task.id}`),
  );
  const after: Statement[] = [];
  if (policy === 'block' && kept.length > 0) {
    for (const { task, row } of kept) after.push(blockStatement(context, task, row));
    after.push(recountConflicts(project.id));
  }
  const rows = [...replacing.map(({ row }) => row), ...matched.added];
  const gone = [...matched.retired, ...replacing.map(({ task }) => task)];
  const keys = await keysFor(server, context, rows, new Set(gone.map(({ key }) => key)));
  const back = await retiredTwins(server, project.id, matched.added, keys.slice(replacing.length));
  const suggestions = await suggestionsFor(
    server,
    replacing.map(({ task }) => task.id),
  );
  const inserted: number[] = [];
  for (const [index, row] of rows.entries()) {
    const key = keys[index] as string;
    const twin = index < replacing.length ? undefined : back.get(key);
    if (twin !== undefined) {
      inserted.push(twin);
      statements.push(revive(twin, source, row));
      continue;
    }
    const old = replacing[index]?.task;
    const suggestion = old && suggestions.get(old.id);
    const id = await server.ids.next('task');
    inserted.push(id);
    statements.push(
      ...insertTask(
        {
          id,
          project: project.id,
          key,
          data: row.text,
          dataHash: row.hash,
          source: {
            id: source.id,
            repo: source.repo,
            path: row.path,
            sha256: row.sha256,
            row: row.row === null ? null : (row.id ?? row.row),
            position: row.row,
          },
          annotations: context.given.get(row)?.annotations ?? [],
          predictions: [
            ...(context.given.get(row)?.predictions ?? []),
            ...(suggestion === undefined ? [] : [await asPrediction(server, suggestion)]),
          ],
          suggestion: suggestion !== undefined,
        },
        now,
      ),
    );
  }
  return { statements, after, inserted, replaced: replacing.map(({ task }) => task) };
};

/** Of a file its path's hash, or with the repo before it where that is another source's; of rows see chooseKeys. */
const keysFor = async (
  server: Server,
  { project, source }: ChangeContext,
  rows: readonly SourceTask[],
  freed: ReadonlySet<string>,
): Promise<readonly string[]> => {
  if (source.method === 'tasks') return chooseKeys(server, project.id, rows, keyBook(), freed);
  const keys = rows.map(({ path }) => fileTaskKey(hashText, path));
  const live = await liveKeys(server, project.id, keys);
  return keys.map((key, index) =>
    live.has(key) && !freed.has(key)
      ? fileTaskKey(hashText, `${source.repo}@${source.branch}:${rows[index]?.path}`)
      : key,
  );
};

/** Data that was here before and left: its task comes back with its labels. */
const retiredTwins = async (
  server: Server,
  project: number,
  rows: readonly SourceTask[],
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (keys.length === 0) return new Map();
  const found = await readSql<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE project = ${project} AND retired = 1 AND key IN (${sql.join(keys)}) ORDER BY id`,
  );
  return new Map(
    found.flatMap((task) => {
      const row = rows[keys.indexOf(task.key)];
      const isSame = row?.hash === task.data_hash && (row.row !== null || row.sha256 === task.source_sha256);
      return isSame ? [[task.key, task.id] as const] : [];
    }),
  );
};

const revive = (task: number, source: SourceRow, row: SourceTask): Statement =>
  sqlStatement(
    sql`UPDATE task SET retired = 0, revived = 0, parked = 0, stale = 0, source = ${source.id},
      source_repo = ${source.repo}, source_path = ${row.path}, source_sha256 = ${row.sha256},
      source_row = ${row.row === null ? null : JSON.stringify(row.id ?? row.row)}, position = ${row.row}
      WHERE id = ${task} AND retired = 1`,
    1,
  );

/** The newest annotation of each task that is no skip. */
const suggestionsFor = async (
  server: Server,
  tasks: readonly number[],
): Promise<ReadonlyMap<number, AnnotationRow>> => {
  if (tasks.length === 0) return new Map();
  const rows = await readSql<AnnotationRow>(
    server.db,
    sql`SELECT * FROM annotation WHERE skipped = 0 AND task IN (${sql.join(tasks)}) ORDER BY updated_at, id`,
  );
  return new Map(rows.map((row) => [row.task, row]));
};

const asPrediction = async (server: Server, row: AnnotationRow): Promise<NewPrediction> => ({
  id: await server.ids.next('prediction'),
  uid: createUid(server),
  result: row.result,
  score: null,
  modelVersion: 'previous version',
});

/** Waits for a person: `theirs` takes the new data, `ours` keeps the old. */
const blockStatement = (
  { project, source, head, now }: ChangeContext,
  task: TaskRow,
  row: SourceTask,
): Statement => {
  const detail = JSON.stringify({
    type: 'source',
    task: task.id,
    source: source.id,
    ours: JSON.parse(task.data),
    theirs: row.data,
    row: {
      path: row.path,
      sha256: row.sha256,
      row: row.row,
      ...(row.id === undefined ? {} : { id: row.id }),
    },
  });
  const id = hashText(`${project.id}/${task.id}/${row.sha256}/${row.hash}`).slice(0, 32);
  return sqlStatement(sql`INSERT INTO label_conflict (id, project, key, annotation, identity, kind, detail, head,
    created_at) VALUES (${id}, ${project.id}, ${task.key}, '', '', 'source', ${detail}, ${head}, ${now})
    ON CONFLICT (id) DO NOTHING`);
};
