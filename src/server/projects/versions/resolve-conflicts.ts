import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { mutate } from '../../../db/mutate.ts';
import { applyResolution } from '../../../labels/merge/apply-resolution.ts';
import type { TaskConflict } from '../../../labels/merge/task-conflict.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readKeys, recountConflicts } from '../labels/absorb-tasks.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { resolveConflict } from '../labels/resolve-conflict.ts';
import { taskFileOf } from '../labels/task-file-rows.ts';
import { requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { readSql, sqlStatement } from '../run-sql.ts';
import type { ConflictRow, ProjectRow } from '../tables.ts';
import { setTaskFiles } from './set-task-files.ts';

const batch = 100;

/**
 * Settles all open conflicts, or those named, the same way. Changed data that wait under `block` are among them.
 * `missed`: choices that no longer fit, since what they were about is gone; they are settled too.
 */
export const resolveConflicts = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; take: 'ours' | 'theirs'; ids?: readonly string[] | undefined },
): Promise<{ resolved: number; missed: number }> => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  const named = args.ids && new Set(args.ids);
  const total = { resolved: 0, missed: 0 };
  for (let after = ''; ; ) {
    const rows = await readSql<ConflictRow>(
      server.db,
      sql`SELECT * FROM label_conflict WHERE project = ${project.id} AND resolved_at IS NULL AND id > ${after}
        ORDER BY id LIMIT ${batch}`,
    );
    const wanted = rows.filter(({ id }) => named?.has(id) ?? true);
    // a source's change is settled by a plan of its own
    for (const { id } of wanted.filter(({ kind }) => kind === 'source' && args.take === 'theirs'))
      await resolveConflict(server, actor, { id: project.id, conflict: id, take: args.take });
    const others = wanted.filter(({ kind }) => kind !== 'source' || args.take === 'ours');
    total.missed += await settle(server, actor, project, others, args.take);
    total.resolved += wanted.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < batch) break;
    after = last.id;
  }
  if (total.resolved > 0) await afterLabelChange(server, actor, project, null);
  return total;
};

const settle = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  rows: readonly ConflictRow[],
  take: 'ours' | 'theirs',
): Promise<number> => {
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  return mutate(server.db, async () => {
    const { plan, missed } =
      take === 'ours' ? { plan: [], missed: 0 } : await takeTheirs(server, actor, project, rows);
    // one that somebody settled in between is settled as they said
    const settled = sqlStatement(
      sql`UPDATE label_conflict SET resolved_at = ${server.clock()}, resolution = ${take}
        WHERE project = ${project.id} AND resolved_at IS NULL AND id IN (${sql.join(ids)})`,
      ids.length,
    );
    const act = { kind: 'conflicts.resolved', detail: { take, count: ids.length } } as const;
    const audit = auditAct(server, actor, project.id, act);
    return { plan: [...plan, settled, recountConflicts(project.id), audit], value: missed };
  });
};

const takeTheirs = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  rows: readonly ConflictRow[],
): Promise<{ plan: readonly Statement[]; missed: number }> => {
  const keys = [...new Set(rows.map(({ key }) => key))];
  const known = await readKeys(server, project.id, keys);
  let missed = 0;
  const files = keys.map((key) => {
    const of = known.get(key) ?? { live: undefined, retired: [], annotations: [] };
    const own = rows
      .filter((row) => row.key === key)
      .map(({ detail }) => ({ conflict: JSON.parse(detail) as TaskConflict, choose: 'theirs' as const }));
    const resolved = applyResolution(of.live && taskFileOf(of.live, of.annotations), own);
    missed += resolved.missed.length;
    return { known: of, file: resolved.file };
  });
  return { plan: await setTaskFiles(server, actor, project, files), missed };
};
