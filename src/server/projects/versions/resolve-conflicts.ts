import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { mutate } from '../../../db/mutate.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import { applyResolution } from '../../../labels/merge/apply-resolution.ts';
import type { TaskConflict } from '../../../labels/merge/task-conflict.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readKeys, recountConflicts } from '../labels/absorb-tasks.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { taskFileOf } from '../labels/task-file-rows.ts';
import { requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import { takeSourceChange } from '../sources/take-source-change.ts';
import type { ConflictRow, ProjectRow } from '../tables.ts';
import { createUid } from '../uid.ts';
import { setTaskFiles } from './set-task-files.ts';

export type Take = 'ours' | 'theirs';

export type Settled = {
  readonly resolved: number;
  /** Choices that no longer fit, since what they were about is gone; they are settled too. */
  readonly missed: number;
  /** The act that `undoAct` takes back; null: nothing of it can be. */
  readonly undo: string | null;
};

const batch = 100;

/** Settles one open conflict: `ours` stands already; `theirs` takes its place, and the next commit holds it. */
export const resolveConflict = async (
  server: Server,
  actor: Actor,
  { id, conflict, take }: { id: string | number; conflict: string; take: Take },
): Promise<Settled> => {
  const settled = await resolveConflicts(server, actor, { id, take, ids: [conflict] });
  if (settled.resolved === 0) throw new AppError('conflict.not_found', { id: conflict });
  return settled;
};

/**
 * Settles all open conflicts, or those named, the same way, task by task. Changed data that wait under `block` are
 * among them; those let in cannot be undone.
 */
export const resolveConflicts = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; take: Take; ids?: readonly string[] | undefined },
): Promise<Settled> => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  const all = await openConflicts(server, project.id, args.ids);
  const [broken] = all.filter(({ kind }) => kind === 'file');
  if (args.take === 'theirs' && broken && all.length === 1) throw unreadable(broken);
  // what cannot be read cannot be taken: it stays open until it is mended
  const open = args.take === 'theirs' ? all.filter(({ kind }) => kind !== 'file') : all;
  const act = { id: createUid(server), at: server.clock() };
  const settle: Settle = { server, actor, project, take: args.take, act };
  const isLetIn = ({ kind }: ConflictRow) => kind === 'source' && args.take === 'theirs';
  for (const { id } of open.filter(isLetIn)) await letDataIn(settle, id);
  const keys = [...new Set(open.filter((row) => !isLetIn(row)).map(({ key }) => key))].sort();
  let missed = 0;
  let count = 0;
  for (let at = 0; at < keys.length; at += batch) {
    const now = new Set(keys.slice(at, at + batch));
    const rows = open.filter((row) => now.has(row.key) && !isLetIn(row));
    const done = await settleTasks(settle, rows, count);
    missed += done.missed;
    count += done.count;
  }
  if (open.length > 0) await afterLabelChange(server, actor, project, null);
  return { resolved: open.length, missed, undo: count > 0 ? act.id : null };
};

const unreadable = ({ detail }: ConflictRow): AppError => {
  const { field, theirs } = JSON.parse(detail) as TaskConflict;
  return new AppError('conflict.unreadable', { path: String(field), reason: String(theirs) });
};

type Settle = {
  readonly server: Server;
  readonly actor: Actor;
  readonly project: ProjectRow;
  readonly take: Take;
  readonly act: { readonly id: string; readonly at: number };
};

const openConflicts = (
  server: Server,
  project: number,
  ids: readonly string[] | undefined,
): Promise<readonly ConflictRow[]> =>
  readSql<ConflictRow>(
    server.db,
    sql`SELECT * FROM label_conflict WHERE project = ${project} AND resolved_at IS NULL
      ${ids === undefined ? sql`` : sql`AND id IN (${sql.join([...ids])})`} ORDER BY id`,
  );

/** A source's change is settled by a plan of its own. */
const letDataIn = ({ server, actor, project, take }: Settle, id: string): Promise<void> =>
  mutate(server.db, async () => {
    const [row] = await openConflicts(server, project.id, [id]);
    if (row === undefined) return { plan: [], value: undefined };
    const taken = await takeSourceChange(server, actor, project, row);
    const settled = sqlStatement(
      sql`UPDATE label_conflict SET resolved_at = ${server.clock()}, resolution = ${take}
        WHERE id = ${id} AND resolved_at IS NULL`,
      1,
    );
    const act = { kind: 'conflicts.resolved', detail: { take, count: 1, key: row.key } } as const;
    const audit = auditAct(server, actor, project.id, act);
    return { plan: [...taken, settled, recountConflicts(project.id), audit], value: undefined };
  });

/** `earlier`: how many the plans before it settled. */
const settleTasks = async (
  settle: Settle,
  seen: readonly ConflictRow[],
  earlier: number,
): Promise<{ count: number; missed: number }> => {
  const { server, actor, project, take, act } = settle;
  return mutate(server.db, async () => {
    // one that somebody settled in between is settled as they said
    const rows = await openConflicts(
      server,
      project.id,
      seen.map(({ id }) => id),
    );
    if (rows.length === 0) return { plan: [], value: { count: 0, missed: 0 } };
    const ids = rows.map(({ id }) => id);
    const { plan, missed } =
      take === 'ours' ? { plan: await writeOver(settle, rows), missed: 0 } : await takeTheirs(settle, rows);
    const now = server.clock();
    const settled = sqlStatement(
      sql`UPDATE label_conflict SET resolved_at = ${now}, resolution = ${take}, settlement = ${act.id}
        WHERE project = ${project.id} AND resolved_at IS NULL AND id IN (${sql.join(ids)})`,
      ids.length,
    );
    const count = earlier + ids.length;
    const audit = auditAct(server, actor, project.id, {
      kind: 'conflicts.resolved',
      ...act,
      undo: true,
      detail: { take, count, ...(count === 1 ? { key: rows[0]?.key ?? '' } : {}) },
    });
    return {
      plan: [...plan, settled, recountConflicts(project.id), audit],
      value: { count: ids.length, missed },
    };
  });
};

/** Ours stand already; over a file that cannot be read, the next commit writes them. */
const writeOver = async (
  { server, actor, project }: Settle,
  rows: readonly ConflictRow[],
): Promise<readonly Statement[]> => {
  const keys = rows.flatMap(({ kind, key }) => (kind === 'file' ? [key] : []));
  if (keys.length === 0) return [];
  const files = [...(await readKeys(server, project.id, keys)).values()].flatMap((known) => {
    const file = known.live && taskFileOf(known.live, known.annotations);
    return file ? [{ known, file }] : [];
  });
  const forgetMeta = sqlStatement(sql`UPDATE project SET meta_hash = NULL WHERE id = ${project.id}`);
  return [...(await setTaskFiles(server, actor, project, files)), forgetMeta];
};

const takeTheirs = async (
  { server, actor, project, act }: Settle,
  rows: readonly ConflictRow[],
): Promise<{ plan: readonly Statement[]; missed: number }> => {
  const keys = [...new Set(rows.map(({ key }) => key))];
  const known = await readKeys(server, project.id, keys);
  const now = server.clock();
  let missed = 0;
  const before: Statement[] = [];
  const files = keys.map((key) => {
    const of = known.get(key) ?? { live: undefined, retired: [], annotations: [] };
    const file = of.live && taskFileOf(of.live, of.annotations);
    const resolved = applyResolution(file, theirsOf(rows.filter((row) => row.key === key)));
    missed += resolved.missed.length;
    before.push(
      sqlStatement(sql`INSERT INTO settled_task (settlement, project, key, before, at)
        VALUES (${act.id}, ${project.id}, ${key}, ${file ? stringifyCanonical(file) : null}, ${now})`),
    );
    return { known: of, file: resolved.file };
  });
  return { plan: [...before, ...(await setTaskFiles(server, actor, project, files))], missed };
};

/** What taking theirs means for the conflicts of one task. */
export const theirsOf = (rows: readonly Pick<ConflictRow, 'detail'>[]) =>
  rows.map(({ detail }) => ({ conflict: JSON.parse(detail) as TaskConflict, choose: 'theirs' as const }));
