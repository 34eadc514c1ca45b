import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { changeTasks } from './change-tasks.ts';
import { requireAnnotation } from './task-rows.ts';
import { requireOwn } from './update-annotation.ts';

/** Deletes an annotation: one's own, or any as a reviewer. History keeps what was committed of it. */
export const removeAnnotation = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; annotation: string | number },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const task = await mutate(server.db, async () => {
    const row = await requireAnnotation(server, project.id, args.annotation);
    requireOwn(actor, project.role, row);
    const plan = changeTasks(
      {
        project: project.id,
        tasks: [row.task],
        effect: 'labels',
        authors: [{ author: row.author ?? '', by: actor.account, name: actor.name }],
        now: server.clock(),
      },
      [
        sqlStatement(sql`DELETE FROM annotation WHERE id = ${row.id}`, 1),
        auditAct(server, actor, project.id, {
          kind: 'annotation.deleted',
          task: row.task,
          annotation: row.id,
        }),
        sqlStatement(
          sql`UPDATE draft SET annotation = NULL WHERE annotation = ${row.id} AND task = ${row.task}`,
        ),
      ],
    );
    return { plan, value: row.task };
  });
  await afterLabelChange(server, actor, project, String(task));
};
