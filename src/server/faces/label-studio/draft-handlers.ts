import type { labelStudioAnnotations } from '../../../shared/contract/label-studio-annotations.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { numberOf } from '../../projects/require-project.ts';
import { findDraftById } from '../../projects/rows/find-rows.ts';
import { projectOfRow } from '../../projects/rows/project-of-row.ts';
import type { DraftRow } from '../../projects/tables.ts';
import { findDraft, removeDraft, saveDraft } from '../../projects/tasks/drafts.ts';
import { requireTask } from '../../projects/tasks/task-rows.ts';
import type { Server } from '../../server.ts';
import type { Handlers } from '../api/handlers.ts';
import { draftView } from './draft-view.ts';

type Names =
  | 'taskDrafts'
  | 'createTaskDraft'
  | 'annotationDrafts'
  | 'createAnnotationDraft'
  | 'draft'
  | 'updateDraft'
  | 'removeDraft';

/** Drafts are their author's alone. */
const ownDraft = async (server: Server, actor: Actor, id: string): Promise<DraftRow> => {
  await projectOfRow(server, actor, 'draft', id);
  const row = await findDraftById(server, numberOf(id) ?? 0, actor.account);
  if (row === undefined) throw new AppError('draft.not_found', { id });
  return row;
};

const draftOfTask = async (server: Server, actor: Actor, task: string): Promise<DraftRow | undefined> => {
  const project = await projectOfRow(server, actor, 'task', task);
  return findDraft(server, (await requireTask(server, project, task)).id, actor.account);
};

type Save = { readonly result: readonly unknown[]; readonly lead_time?: number | null | undefined };

const save = async (
  server: Server,
  actor: Actor,
  args: { task: string | number; annotation: string | number | null; body: Save },
) => {
  await saveDraft(server, actor, {
    id: await projectOfRow(server, actor, 'task', args.task),
    task: args.task,
    annotationId: args.annotation,
    result: args.body.result,
    leadTime: args.body.lead_time ?? null,
  });
  const row = await draftOfTask(server, actor, String(args.task));
  if (row === undefined) throw new AppError('draft.not_found', { id: args.task });
  return draftView(row, actor, server.clock());
};

export const draftHandlers: Pick<Handlers<typeof labelStudioAnnotations>, Names> = {
  async taskDrafts({ server, actor, params }) {
    const row = await draftOfTask(server, actor, params.id);
    return row === undefined ? [] : [draftView(row, actor, server.clock())];
  },
  async createTaskDraft({ server, actor, params, body }) {
    return save(server, actor, { task: params.id, annotation: null, body });
  },
  async annotationDrafts({ server, actor, params }) {
    const row = await draftOfTask(server, actor, params.id);
    return row === undefined || row.annotation !== numberOf(params.annotation)
      ? []
      : [draftView(row, actor, server.clock())];
  },
  async createAnnotationDraft({ server, actor, params, body }) {
    return save(server, actor, { task: params.id, annotation: params.annotation, body });
  },
  async draft({ server, actor, params }) {
    return draftView(await ownDraft(server, actor, params.id), actor, server.clock());
  },
  async updateDraft({ server, actor, params, body }) {
    const row = await ownDraft(server, actor, params.id);
    const result = body.result ?? (JSON.parse(row.result) as unknown[]);
    const leadTime = body.lead_time === undefined ? row.lead_time : body.lead_time;
    return save(server, actor, {
      task: row.task,
      annotation: row.annotation,
      body: { result, lead_time: leadTime },
    });
  },
  async removeDraft({ server, actor, params }) {
    const row = await ownDraft(server, actor, params.id);
    await removeDraft(server, actor, { id: row.project, task: row.task });
  },
};
