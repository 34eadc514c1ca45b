import type { Role } from '../../../shared/contract/op.ts';
import type { Actor } from '../../actor.ts';
import { taskPage, tasksAfter } from '../../projects/rows/task-page.ts';
import type { ProjectRow, TaskRow } from '../../projects/tables.ts';
import type { Server } from '../../server.ts';
import { taskViews } from './task-view.ts';

const step = 200;

/** A JSON list of a project's tasks, some at a time; memory does not grow with the list. */
export const streamTasks = (
  server: Server,
  actor: Actor,
  project: ProjectRow & { readonly role: Role },
  { offset, length }: { readonly offset: number; readonly length: number | undefined },
): Response => {
  const text = async function* (): AsyncGenerator<string> {
    yield '[';
    let written = 0;
    let last: TaskRow | undefined;
    for (;;) {
      const limit = length === undefined ? step : Math.min(step, length - written);
      if (limit <= 0) break;
      const rows: TaskRow[] =
        last === undefined
          ? await taskPage(server, { project: project.id, offset, limit })
          : await tasksAfter(server, { project: project.id, after: last.id, limit });
      for (const view of await taskViews(server, actor, project.role, rows)) {
        yield `${written === 0 ? '' : ','}${JSON.stringify(view)}`;
        written += 1;
      }
      if (rows.length < limit) break;
      last = rows.at(-1);
    }
    yield ']';
  };
  const encode = new TextEncoder();
  const chunks = text();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encode.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } });
};
