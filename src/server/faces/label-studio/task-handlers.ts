import type { labelStudioTasks, LsTask } from '../../../shared/contract/label-studio-tasks.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { resolveMedia } from '../../projects/media/resolve-media.ts';
import { requireProject } from '../../projects/require-project.ts';
import { projectOfRow } from '../../projects/rows/project-of-row.ts';
import { taskPage, tasksAfter } from '../../projects/rows/task-page.ts';
import { createTask } from '../../projects/tasks/create-task.ts';
import { removeTasks } from '../../projects/tasks/remove-tasks.ts';
import { requireTask } from '../../projects/tasks/task-rows.ts';
import { updateTask } from '../../projects/tasks/update-task.ts';
import type { Server } from '../../server.ts';
import type { Handlers } from '../api/handlers.ts';
import { pageLinks } from './page-links.ts';
import { refuseFilters } from './refuse-filters.ts';
import { streamTasks } from './stream-tasks.ts';
import { taskViews } from './task-view.ts';

const maxPage = 10_000;

/** One task in full; `resolve`: media as addresses of this server that serve the bytes it was made of. */
export const taskAnswer = async (
  server: Server,
  actor: Actor,
  number: number,
  id: string | number,
  { resolve = false }: { readonly resolve?: boolean } = {},
) => {
  const project = await requireProject(server, actor, number, 'annotator');
  const row = await requireTask(server, project.id, id);
  const [view] = await taskViews(server, actor, project.role, [row]);
  if (view === undefined) throw new AppError('task.not_found', { id });
  return resolve ? { ...view, data: (await resolveMedia(server, project, row)) as LsTask['data'] } : view;
};

export const taskHandlers: Handlers<typeof labelStudioTasks> = {
  async projectTasks({ server, actor, params, query }) {
    const project = await requireProject(server, actor, params.id, 'annotator');
    const length = query.length ?? query.page_size;
    const offset = query.start ?? (length < 0 ? 0 : (query.page - 1) * length);
    return streamTasks(server, actor, project, { offset, length: length < 0 ? undefined : length });
  },
  async removeProjectTasks({ server, actor, params }) {
    const project = await requireProject(server, actor, params.id, 'manager');
    // the rows found are gone afterwards, so each round starts anew
    for (;;) {
      const rows = await tasksAfter(server, { project: project.id, after: 0, limit: 2000 });
      if (rows.length === 0) return;
      await removeTasks(server, actor, { id: project.id, ids: rows.map(({ id }) => id) });
    }
  },

  async tasks({ server, actor, query }) {
    if (query.project === undefined)
      throw new AppError('request.invalid', {
        reason: query.view === undefined ? 'project is needed' : 'views are not kept here; give project',
      });
    refuseFilters(query.query);
    const project = await requireProject(server, actor, query.project, 'annotator');
    const size = Math.min(query.page_size, maxPage);
    const total = query.only_annotated ? project.labeled : project.tasks;
    pageLinks({ origin: '', path: '/api/tasks/', query: {}, page: query.page, size, count: total });
    const rows = await taskPage(server, {
      project: project.id,
      offset: (query.page - 1) * size,
      limit: size,
      onlyLabeled: query.only_annotated,
    });
    return {
      tasks: await taskViews(server, actor, project.role, rows, { bare: query.fields === 'task_only' }),
      total,
      total_annotations: project.annotations,
      total_predictions: project.predictions,
    };
  },
  async createTask({ server, actor, body }) {
    const id = await createTask(server, actor, {
      id: body.project,
      data: body.data,
      ...(body.meta === undefined ? {} : { meta: body.meta }),
    });
    return taskAnswer(server, actor, body.project, id);
  },
  async task({ server, actor, params, query }) {
    const project = await projectOfRow(server, actor, 'task', params.id);
    return taskAnswer(server, actor, project, params.id, { resolve: query.resolve_uri });
  },
  async updateTask({ server, actor, params, body }) {
    const project = await projectOfRow(server, actor, 'task', params.id);
    await updateTask(server, actor, { id: project, task: params.id, ...body });
    return taskAnswer(server, actor, project, params.id);
  },
  async removeTask({ server, actor, params }) {
    const project = await projectOfRow(server, actor, 'task', params.id);
    await removeTasks(server, actor, { id: project, ids: [params.id] });
  },
};
