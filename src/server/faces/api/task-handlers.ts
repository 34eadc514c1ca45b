import type { projectOperations } from '../../../shared/contract/projects.ts';
import { assignTasks } from '../../projects/assign/assign-tasks.ts';
import { removeDraft, saveDraft } from '../../projects/tasks/drafts.ts';
import { getTask } from '../../projects/tasks/get-task.ts';
import { listTasks } from '../../projects/tasks/list-tasks.ts';
import { nextTask } from '../../projects/tasks/next-task.ts';
import { releaseTask } from '../../projects/tasks/release-task.ts';
import { removeAnnotation } from '../../projects/tasks/remove-annotation.ts';
import { removeTasks } from '../../projects/tasks/remove-tasks.ts';
import { submitAnnotation } from '../../projects/tasks/submit-annotation.ts';
import { updateAnnotation } from '../../projects/tasks/update-annotation.ts';
import type { Handlers } from './handlers.ts';

type TaskOperations = Pick<
  typeof projectOperations,
  | 'tasks'
  | 'removeTasks'
  | 'assignTasks'
  | 'getTask'
  | 'nextTask'
  | 'releaseTask'
  | 'submit'
  | 'updateAnnotation'
  | 'removeAnnotation'
  | 'saveDraft'
  | 'removeDraft'
>;

/** The tasks of a project and what people do with them. */
export const taskHandlers: Handlers<TaskOperations> = {
  tasks: ({ server, actor, params, query }) => listTasks(server, actor, { ...query, id: params.id }),
  removeTasks: ({ server, actor, params, body }) => removeTasks(server, actor, { ...body, id: params.id }),
  assignTasks: ({ server, actor, params, body }) => assignTasks(server, actor, { ...body, id: params.id }),
  getTask: ({ server, actor, params, query }) => getTask(server, actor, { ...params, lease: query.lease }),
  nextTask: ({ server, actor, params, body }) =>
    nextTask(server, actor, { id: params.id, after: body.after, keep: body.keep }),
  async releaseTask({ server, actor, params }) {
    await releaseTask(server, actor, params);
    return undefined;
  },
  submit: ({ server, actor, params, body }) => submitAnnotation(server, actor, { ...body, ...params }),
  updateAnnotation: ({ server, actor, params, body }) =>
    updateAnnotation(server, actor, { ...body, ...params }),
  async removeAnnotation({ server, actor, params }) {
    await removeAnnotation(server, actor, params);
    return undefined;
  },
  saveDraft: ({ server, actor, params, body }) => saveDraft(server, actor, { ...body, ...params }),
  async removeDraft({ server, actor, params }) {
    await removeDraft(server, actor, params);
    return undefined;
  },
};
