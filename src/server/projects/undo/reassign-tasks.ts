import { sql } from 'kysely';
import { sqlStatement } from '../../../db/run-sql.ts';
import type { Undoer } from './undoer.ts';

/** Tasks go back to whom they were for; those that were assigned anew since stay. */
export const reassignTasks: Undoer = async (server, _actor, { project, act, pages }) => {
  const { account } = JSON.parse(act.detail) as { account: string | null };
  let tasks = 0;
  for await (const page of pages) {
    const [result] = await server.db.write([
      sqlStatement(sql`UPDATE task SET assignee = (SELECT before FROM undo_range
          WHERE act = ${act.id} AND first <= task.id AND last >= task.id)
        WHERE project = ${project.id} AND retired = 0 AND id IN (${sql.join(page)})
          AND coalesce(assignee, '') = ${account ?? ''}`),
    ]);
    tasks += result?.changes ?? 0;
  }
  server.events.publish({ type: 'project', organisation: project.organisation, project: String(project.id) });
  return { tasks };
};
