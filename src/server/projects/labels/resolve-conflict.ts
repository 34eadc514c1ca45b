import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { type Intent, mutate } from '../../../db/mutate.ts';
import { applyResolution } from '../../../labels/merge/apply-resolution.ts';
import type { TaskConflict } from '../../../labels/merge/task-conflict.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { readOne, sqlStatement } from '../run-sql.ts';
import { takeSourceChange } from '../sources/take-source-change.ts';
import type { ConflictRow, ProjectRow } from '../tables.ts';
import { changeTasks } from '../tasks/change-tasks.ts';
import { readKeys, recountConflicts } from './absorb-tasks.ts';
import { afterLabelChange } from './after-label-change.ts';
import { applyTaskFile } from './apply-task-file.ts';
import { taskFileOf } from './task-file-rows.ts';

export type ResolveConflict = {
  readonly id: string | number;
  readonly conflict: string;
  readonly take: 'ours' | 'theirs';
};

/** Settles a conflict: `ours` stands already; `theirs` takes its place, and the next commit holds it. */
export const resolveConflict = async (server: Server, actor: Actor, args: ResolveConflict): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  await mutate(server.db, async (): Promise<Intent<undefined>> => {
    const row = await readOne<ConflictRow>(
      server.db,
      sql`SELECT * FROM label_conflict WHERE id = ${args.conflict} AND project = ${project.id}
        AND resolved_at IS NULL`,
    );
    if (row === undefined) throw new AppError('conflict.not_found', { id: args.conflict });
    const taken =
      args.take === 'ours'
        ? []
        : row.kind === 'source'
          ? await takeSourceChange(server, actor, project, row)
          : await takeTheirs(server, actor, project, row);
    const settle = sqlStatement(
      sql`UPDATE label_conflict SET resolved_at = ${server.clock()}, resolution = ${args.take}
        WHERE id = ${row.id} AND resolved_at IS NULL`,
      1,
    );
    const act = { kind: 'conflicts.resolved', detail: { take: args.take, count: 1, key: row.key } } as const;
    const audit = auditAct(server, actor, project.id, act);
    return { plan: [...taken, settle, recountConflicts(project.id), audit], value: undefined };
  });
  await afterLabelChange(server, actor, project, null);
};

const takeTheirs = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  row: ConflictRow,
): Promise<readonly Statement[]> => {
  const conflict = JSON.parse(row.detail) as TaskConflict;
  const known = (await readKeys(server, project.id, [row.key])).get(row.key) ?? {
    live: undefined,
    retired: [],
    annotations: [],
  };
  const now = server.clock();
  const ours = known.live && taskFileOf(known.live, known.annotations);
  const { file } = applyResolution(ours, [{ conflict, choose: 'theirs' }]);
  const applied = await applyTaskFile(server, project, known, file, undefined, now);
  const guards = [known.live, ...known.retired].flatMap((task) =>
    task
      ? [sqlStatement(sql`SELECT id FROM task WHERE id = ${task.id} AND version = ${task.version}`, 1)]
      : [],
  );
  if (applied.tasks.length === 0) return [...guards, ...applied.statements];
  // the label file of base is held by whichever task of the key is live
  const isInBase = [known.live, ...known.retired].some((task) => task?.in_base === 1);
  const holder = applied.live ?? applied.tasks.at(-1);
  const hold = applied.tasks.map((id) =>
    sqlStatement(sql`UPDATE task SET in_base = ${isInBase && id === holder ? 1 : 0} WHERE id = ${id}`),
  );
  return [
    ...guards,
    ...changeTasks(
      {
        project: project.id,
        tasks: applied.tasks,
        effect: 'labels',
        authors: [{ author: '', by: actor.account, name: actor.name }],
        now,
      },
      [...applied.statements, ...hold],
    ),
  ];
};
