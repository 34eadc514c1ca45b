import type { labelStudioAnnotations } from '../../../shared/contract/label-studio-annotations.ts';
import { includesRole } from '../../../shared/contract/op.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { peopleByUid } from '../../projects/people.ts';
import { requireProject } from '../../projects/require-project.ts';
import { projectOfRow } from '../../projects/rows/project-of-row.ts';
import { taskChildren } from '../../projects/rows/task-children.ts';
import type { AnnotationRow } from '../../projects/tables.ts';
import { removeAnnotation } from '../../projects/tasks/remove-annotation.ts';
import { submitAnnotation } from '../../projects/tasks/submit-annotation.ts';
import { requireAnnotation, requireTask } from '../../projects/tasks/task-rows.ts';
import { updateAnnotation } from '../../projects/tasks/update-annotation.ts';
import type { Server } from '../../server.ts';
import type { Handlers } from '../api/handlers.ts';
import { annotationView } from './annotation-view.ts';
import { memberByNumber } from './member-by-number.ts';

type Names = 'annotations' | 'createAnnotation' | 'annotation' | 'updateAnnotation' | 'removeAnnotation';

const views = async (server: Server, rows: readonly AnnotationRow[]) => {
  const people = await peopleByUid(
    server,
    rows.flatMap((row) => [row.author, row.updated_by]),
  );
  return rows.map((row) => annotationView(row, people, server.clock()));
};

/** One annotation that the actor may see: one's own, or any as a reviewer. */
const seenAnnotation = async (server: Server, actor: Actor, project: number, id: string | number) => {
  const { role } = await requireProject(server, actor, project, 'annotator');
  const row = await requireAnnotation(server, project, id);
  if (row.author !== actor.account && !includesRole(role, 'reviewer'))
    throw new AppError('annotation.not_found', { id });
  return row;
};

const answer = async (server: Server, actor: Actor, project: number, id: string | number) => {
  const [view] = await views(server, [await seenAnnotation(server, actor, project, id)]);
  if (view === undefined) throw new AppError('annotation.not_found', { id });
  return view;
};

export const annotationHandlers: Pick<Handlers<typeof labelStudioAnnotations>, Names> = {
  async annotations({ server, actor, params }) {
    const number = await projectOfRow(server, actor, 'task', params.id);
    const project = await requireProject(server, actor, number, 'annotator');
    const task = await requireTask(server, project.id, params.id);
    const by = includesRole(project.role, 'reviewer') ? null : actor.account;
    const children = await taskChildren(server, { tasks: [task.id], account: actor.account, by });
    return views(server, children(task.id).annotations);
  },
  async createAnnotation({ server, actor, params, query, body }) {
    const project = await projectOfRow(server, actor, 'task', params.id);
    const author =
      (body.completed_by ?? actor.accountNumber) === actor.accountNumber
        ? undefined
        : await memberByNumber(server, actor, body.completed_by ?? 0);
    const made = await submitAnnotation(server, actor, {
      id: project,
      task: params.id,
      result: body.result ?? [],
      leadTime: body.lead_time ?? null,
      skipped: query.was_cancelled ?? body.was_cancelled ?? false,
      skipReason: body.skip_reason ?? undefined,
      groundTruth: body.ground_truth ?? false,
      predictions: [body.parent_prediction ?? []].flat().map(String),
      ...(author === undefined ? {} : { author }),
    });
    return answer(server, actor, project, made.id);
  },
  async annotation({ server, actor, params }) {
    return answer(server, actor, await projectOfRow(server, actor, 'annotation', params.id), params.id);
  },
  async updateAnnotation({ server, actor, params, body }) {
    const project = await projectOfRow(server, actor, 'annotation', params.id);
    await seenAnnotation(server, actor, project, params.id);
    await updateAnnotation(server, actor, {
      id: project,
      annotation: params.id,
      ...(body.result === undefined ? {} : { result: body.result }),
      ...(body.lead_time === undefined ? {} : { leadTime: body.lead_time }),
      ...(body.was_cancelled === undefined ? {} : { skipped: body.was_cancelled }),
      skipReason: body.skip_reason ?? undefined,
      ...(body.ground_truth === undefined ? {} : { groundTruth: body.ground_truth }),
    });
    return answer(server, actor, project, params.id);
  },
  async removeAnnotation({ server, actor, params }) {
    const project = await projectOfRow(server, actor, 'annotation', params.id);
    await seenAnnotation(server, actor, project, params.id);
    await removeAnnotation(server, actor, { id: project, annotation: params.id });
  },
};
