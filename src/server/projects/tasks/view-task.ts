import { sql } from 'kysely';
import { includesRole, type Role } from '../../../shared/contract/op.ts';
import type { TaskView } from '../../../shared/contract/project-tasks.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { inPresentConfig } from '../config/config-versions.ts';
import { resolveMedia } from '../media/resolve-media.ts';
import { peopleByUid } from '../people.ts';
import { lookupOne, lookupSql } from '../../../db/run-sql.ts';
import type { AnnotationRow, PredictionRow, ProjectRow } from '../tables.ts';
import { annotationView } from './annotation-view.ts';
import { fittingConfig } from './check-result.ts';
import { draftView, findDraft } from './drafts.ts';
import { findLease } from './lease.ts';
import { taskCore } from './task-item.ts';
import { requireTask } from './task-rows.ts';

/** One task with what belongs to it. Annotators see their own annotations, reviewers everybody's. */
export const viewTask = async (
  server: Server,
  actor: Actor,
  project: ProjectRow & { readonly role: Role },
  id: string | number,
): Promise<TaskView> => {
  const task = await requireTask(server, project.id, id);
  const [annotations, predictions, draft, lease, neighbours] = await Promise.all([
    lookupSql<AnnotationRow>(server.db, sql`SELECT * FROM annotation WHERE task = ${task.id} ORDER BY id`),
    lookupSql<PredictionRow>(
      server.db,
      sql`SELECT * FROM prediction WHERE task = ${task.id} ORDER BY id DESC`,
    ),
    findDraft(server, task.id, actor.account),
    findLease(server, task.id),
    lookupOne<{ previous: number | null; next: number | null }>(
      server.db,
      sql`SELECT (SELECT max(id) FROM task WHERE project = ${project.id} AND id < ${task.id}) AS previous,
        (SELECT min(id) FROM task WHERE project = ${project.id} AND id > ${task.id}) AS next`,
    ),
  ]);
  const suggested = await inPresentConfig(server, predictions);
  const person = await peopleByUid(server, [
    task.assignee,
    ...annotations.flatMap((row) => [row.author, row.review_by]),
  ]);
  const mayReview = includesRole(project.role, 'reviewer');
  const seen = annotations.filter((row) => mayReview || row.author === actor.account);
  return {
    ...taskCore(task, person),
    annotators: [...new Set(annotations.map((row) => person(row.author).name))],
    resolved: await resolveMedia(server, project, task),
    annotations: seen.map((row) => annotationView(row, person)),
    configVersion: project.config_version,
    predictions: suggested.map((row) => ({
      id: String(row.id),
      ...predicted(project, row),
      score: row.score,
      modelVersion: row.model_version,
      created: new Date(row.created_at).toISOString(),
    })),
    draft: draft
      ? { ...draftView(draft), unfit: [...fittingConfig(project.config, JSON.parse(draft.result)).unfit] }
      : null,
    lease: lease?.account === actor.account ? { until: new Date(lease.until).toISOString() } : null,
    previous: textOf(neighbours?.previous),
    next: textOf(neighbours?.next),
  };
};

/** Only what can be submitted is suggested; the rest is named. */
const predicted = ({ config }: ProjectRow, row: PredictionRow) => {
  const { fitting, unfit } = fittingConfig(config, JSON.parse(row.result));
  return { result: fitting as TaskView['predictions'][number]['result'], unfit: [...unfit] };
};

const textOf = (id: number | null | undefined): string | null =>
  id === null || id === undefined ? null : String(id);
