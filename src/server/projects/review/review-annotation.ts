import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import type { Annotation } from '../../../shared/contract/project-tasks.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { peopleByUid } from '../people.ts';
import { requireProject } from '../require-project.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { annotationView } from '../tasks/annotation-view.ts';
import { changeTasks } from '../tasks/change-tasks.ts';
import { requireAnnotation, requireTask } from '../tasks/task-rows.ts';
import { changedBy } from '../tasks/update-annotation.ts';
import { auditAct } from './audit.ts';

/**
 * Accepts or rejects an annotation, or takes that back (null). It is about the version that was seen: a change in
 * between makes it miss with annotation.changed. No label commit holds it. Errors: annotation.not_found,
 * task.retired.
 */
export const reviewAnnotation = async (
  server: Server,
  actor: Actor,
  args: {
    id: string | number;
    annotation: string | number;
    decision: 'accepted' | 'rejected' | null;
    comment?: string;
    ifVersion?: number | null;
  },
): Promise<Annotation> => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  const { decision, comment = '', ifVersion = null } = args;
  const task = await mutate(server.db, async () => {
    const row = await requireAnnotation(server, project.id, args.annotation);
    const { retired } = await requireTask(server, project.id, row.task);
    if (retired === 1) throw new AppError('task.retired', { id: row.task });
    if (ifVersion !== null && ifVersion !== row.version) throw await changedBy(server, row);
    const now = server.clock();
    const given =
      decision === null
        ? sql`review = NULL, review_comment = NULL, review_by = NULL, review_at = NULL`
        : sql`review = ${decision}, review_comment = ${comment}, review_by = ${actor.account},
            review_at = ${now}`;
    const plan = changeTasks({ project: project.id, tasks: [row.task], effect: 'none', now }, [
      sqlStatement(sql`UPDATE annotation SET ${given} WHERE id = ${row.id} AND version = ${row.version}`, 1),
      auditAct(server, actor, project.id, {
        kind: 'annotation.reviewed',
        task: row.task,
        annotation: row.id,
        detail: { decision, ...(comment === '' ? {} : { comment }) },
      }),
    ]);
    return { plan, value: row.task };
  });
  const { organisation } = project;
  server.events.publish({ type: 'task', organisation, project: String(project.id), task: String(task) });
  const row = await requireAnnotation(server, project.id, args.annotation);
  return annotationView(row, await peopleByUid(server, [row.author, row.review_by]));
};
