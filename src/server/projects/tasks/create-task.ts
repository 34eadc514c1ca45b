import { mutate } from '../../../db/mutate.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Json, JsonObject } from '../../../labels/json.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { changeTasks } from './change-tasks.ts';
import { chooseKeys } from './choose-keys.ts';
import { insertTask } from './insert-task.ts';

/** Adds one task of no source to a project, and answers its id. Equal data may stand in several tasks. */
export const createTask = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; data: JsonObject; meta?: Json },
): Promise<number> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const data = stringifyCanonical(args.data);
  const hash = hashText(data);
  const id = await server.ids.next('task');
  await mutate(server.db, async () => {
    const [key = ''] = await chooseKeys(server, project.id, [{ text: data, hash }]);
    const now = server.clock();
    const task = {
      id,
      project: project.id,
      key,
      data,
      dataHash: hash,
      source: null,
      annotations: [],
      predictions: [],
      suggestion: false,
      extra: args.meta === undefined || args.meta === null ? null : stringifyCanonical({ meta: args.meta }),
    };
    const created = auditAct(server, actor, project.id, { kind: 'tasks.created', task: id });
    const change = { project: project.id, tasks: [id], effect: 'none' as const, now };
    return { plan: changeTasks(change, [...insertTask(task, now), created]), value: undefined };
  });
  server.events.publish({
    type: 'task',
    organisation: project.organisation,
    project: String(project.id),
    task: String(id),
  });
  return id;
};
