import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Json } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { inPresentConfig } from '../config/config-versions.ts';
import { requireProject } from '../require-project.ts';
import { lookupSql, sqlStatement } from '../../../db/run-sql.ts';
import type { DraftRow } from '../tables.ts';
import { changeTasks } from './change-tasks.ts';
import { leaseTime } from './lease.ts';
import { requireAnnotation, requireTask } from './task-rows.ts';

export const draftView = (row: DraftRow) => ({
  id: String(row.id),
  annotationId: row.annotation === null ? null : String(row.annotation),
  result: JSON.parse(row.result),
  leadTime: row.lead_time,
  updated: new Date(row.updated_at).toISOString(),
});

/** A person's draft of a task, as the project's config names things now. */
export const findDraft = async (
  server: Server,
  task: number,
  account: string,
): Promise<DraftRow | undefined> => {
  const rows = await lookupSql<DraftRow>(
    server.db,
    sql`SELECT * FROM draft WHERE task = ${task} AND account = ${account}`,
  );
  return (await inPresentConfig(server, rows))[0];
};

/**
 * Saves the caller's unfinished work on a task, whatever it holds; renews their lease. One draft for each task and
 * person. Errors: task.not_found, annotation.not_found, task.retired.
 */
export const saveDraft = async (
  server: Server,
  actor: Actor,
  args: {
    id: string | number;
    task: string | number;
    result: readonly unknown[];
    annotationId?: string | number | null;
    leadTime?: number | null;
    /** The config that the work was done with, where it may be an older one. */
    configVersion?: number | undefined;
  },
) => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const newId = await server.ids.next('draft');
  const task = await requireTask(server, project.id, args.task);
  if (task.retired === 1) throw new AppError('task.retired', { id: task.id });
  const wanted = args.annotationId ?? null;
  const annotation = wanted === null ? null : (await requireAnnotation(server, project.id, wanted)).id;
  const now = server.clock();
  const result = stringifyCanonical(args.result as Json);
  const save = sqlStatement(sql`
    INSERT INTO draft (id, project, task, account, annotation, result, lead_time, config_version,
      created_at, updated_at) VALUES (${newId}, ${project.id}, ${task.id}, ${actor.account}, ${annotation}, ${result},
      ${args.leadTime ?? null}, ${args.configVersion ?? project.config_version}, ${now}, ${now})
    ON CONFLICT (task, account) DO UPDATE SET annotation = excluded.annotation, result = excluded.result,
      lead_time = excluded.lead_time, config_version = excluded.config_version, updated_at = excluded.updated_at`);
  const renew = sqlStatement(
    sql`UPDATE task_lease SET until = ${now + leaseTime} WHERE task = ${task.id} AND account = ${actor.account}`,
  );
  const exists = await findDraft(server, task.id, actor.account);
  // only the first save changes a counter
  await server.db.write(
    exists
      ? [save, renew, recountDrafts(project.id, task.id)].flat()
      : changeTasks({ project: project.id, tasks: [task.id], effect: 'none', now }, [save, renew]),
  );
  const row = await findDraft(server, task.id, actor.account);
  if (row === undefined) throw new AppError('draft.not_found', { id: newId });
  return { ...draftView(row), configVersion: row.config_version };
};

/** Keeps the counters right even if the draft was submitted between the read and this write. */
const recountDrafts = (project: number, task: number) => [
  sqlStatement(sql`UPDATE project SET drafts = drafts + (SELECT (SELECT count(*) FROM draft WHERE draft.task = task.id)
    - task.drafts FROM task WHERE task.id = ${task}) WHERE id = ${project}
    AND EXISTS (SELECT 1 FROM task WHERE task.id = ${task} AND task.project = ${project})`),
  sqlStatement(sql`UPDATE task SET drafts = (SELECT count(*) FROM draft WHERE draft.task = task.id)
    WHERE id = ${task}`),
];

/** Throws the caller's draft away; nothing happens when there is none. */
export const removeDraft = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; task: string | number },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const task = await requireTask(server, project.id, args.task);
  await mutate(server.db, async () => ({
    plan: changeTasks({ project: project.id, tasks: [task.id], effect: 'none', now: server.clock() }, [
      sqlStatement(sql`DELETE FROM draft WHERE task = ${task.id} AND account = ${actor.account}`),
    ]),
    value: undefined,
  }));
};
