import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Annotation } from '../../../shared/contract/project-tasks.ts';
import { includesRole, type Role } from '../../../shared/contract/op.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { replaceClasses } from '../classes/class-rows.ts';
import { readResult } from '../config/config-versions.ts';
import { peopleByUid } from '../people.ts';
import { rereadProject, requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import type { AnnotationRow } from '../tables.ts';
import { annotationView } from './annotation-view.ts';
import { changeTasks } from './change-tasks.ts';
import { withSkipReason } from './skip-reason.ts';
import { findRequest, rememberRequest } from './submit-annotation.ts';
import { requireAnnotation, requireTask } from './task-rows.ts';

export type UpdateAnnotation = {
  readonly id: string | number;
  readonly annotation: string | number;
  readonly result?: readonly unknown[];
  readonly leadTime?: number | null;
  readonly skipped?: boolean;
  /** With `skipped`: why. */
  readonly skipReason?: string | undefined;
  readonly groundTruth?: boolean;
  readonly requestId?: string;
  readonly ifVersion?: number | null;
  /** The config that the result was made with, where it may be an older one. */
  readonly configVersion?: number | undefined;
};

/**
 * Changes an annotation: one's own, or any as a reviewer. What is left out stays. Errors: annotation.not_found,
 * annotation.changed (with `ifVersion`: says who changed it), task.retired, result.invalid, auth.forbidden.
 */
export const updateAnnotation = async (
  server: Server,
  actor: Actor,
  args: UpdateAnnotation,
): Promise<Annotation> => {
  const { id: projectId, role } = await requireProject(server, actor, args.id, 'annotator');
  const { project, row: changed } = await mutate(server.db, async () => {
    const project = await rereadProject(server, projectId);
    const given = args.result && (await readResult(server, project, args.result, args.configVersion));
    const row = await requireAnnotation(server, project.id, args.annotation);
    requireOwn(actor, role, row);
    if ((await findRequest(server, actor, project.id, args.requestId)) === row.id)
      return { plan: [], value: { project, row } };
    const task = await requireTask(server, project.id, row.task);
    if (task.retired === 1) throw new AppError('task.retired', { id: task.id });
    const { ifVersion = null } = args;
    if (ifVersion !== null && ifVersion !== row.version) throw await changedBy(server, row);
    const now = server.clock();
    const result = given ? stringifyCanonical(given) : row.result;
    const reason = args.skipped ? args.skipReason : undefined;
    const extra = args.skipped === undefined ? row.extra : withSkipReason(row.extra, reason);
    const plan = changeTasks(
      {
        project: project.id,
        tasks: [task.id],
        effect: 'labels',
        authors: [{ author: row.author ?? '', by: actor.account, name: actor.name }],
        now,
      },
      [
        ...rememberRequest(actor, project.id, args.requestId, row.id, now),
        sqlStatement(
          sql`UPDATE annotation SET result = ${result}, skipped = ${flag(args.skipped, row.skipped)}, extra = ${extra},
            ground_truth = ${flag(args.groundTruth, row.ground_truth)},
            lead_time = ${args.leadTime === undefined ? row.lead_time : args.leadTime},
            review = NULL, review_comment = NULL, review_by = NULL, review_at = NULL,
            version = version + 1, updated_by = ${actor.account}, updated_at = ${now}, committed = 0,
            seq = (SELECT seq FROM project WHERE project.id = annotation.project)
            WHERE id = ${row.id} AND version = ${row.version} AND EXISTS (SELECT 1 FROM project
              WHERE id = annotation.project AND config_version = ${project.config_version})`,
          1,
        ),
        ...replaceClasses({
          annotation: row.id,
          task: task.id,
          project: project.id,
          result: JSON.parse(result),
          skipped: flag(args.skipped, row.skipped) === 1,
        }),
        sqlStatement(sql`DELETE FROM draft WHERE task = ${task.id} AND account = ${actor.account}`),
        sqlStatement(sql`DELETE FROM task_lease WHERE task = ${task.id} AND account = ${actor.account}`),
        auditAct(server, actor, project.id, {
          kind: 'annotation.updated',
          task: task.id,
          annotation: row.id,
          detail: { ...(args.skipped ? { skipped: true } : {}), ...(reason ? { reason } : {}) },
        }),
      ],
    );
    return { plan, value: { project, row } };
  });
  await afterLabelChange(server, actor, project, String(changed.task));
  const row = await requireAnnotation(server, project.id, changed.id);
  return annotationView(row, await peopleByUid(server, [row.author]));
};

const flag = (wanted: boolean | undefined, now: number): number =>
  wanted === undefined ? now : wanted ? 1 : 0;

/** Annotators change what is theirs; reviewers and up what is anybody's. */
export const requireOwn = (actor: Actor, role: Role, row: AnnotationRow): void => {
  if (row.author !== actor.account && !includesRole(role, 'reviewer'))
    throw new AppError('auth.forbidden', { role: 'reviewer' });
};

/** Says who changed an annotation, and when. */
export const changedBy = async (server: Server, row: AnnotationRow): Promise<AppError> => {
  const person = await peopleByUid(server, [row.updated_by]);
  return new AppError('annotation.changed', {
    name: person(row.updated_by).name,
    at: new Date(row.updated_at).toISOString(),
    version: row.version,
  });
};
