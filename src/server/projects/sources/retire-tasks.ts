import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { changeTasks } from '../tasks/change-tasks.ts';

/** Retires live tasks, in plans of 400; their labels stay as rows and leave the next commit. */
export const retireTasks = async (
  server: Server,
  actor: Actor,
  project: number,
  ids: readonly number[],
): Promise<number> => {
  for (let at = 0; at < ids.length; at += 400) {
    const tasks = ids.slice(at, at + 400);
    const authors = [{ author: '', by: actor.account, name: actor.name }];
    const now = server.clock();
    await server.db.write(
      changeTasks({ project, tasks, effect: 'labels', authors, now }, [retireStatement(tasks, now)]),
    );
  }
  return ids.length;
};

export const retireStatement = (tasks: readonly number[], now: number): Statement =>
  sqlStatement(sql`UPDATE task SET retired = 1, revived = 0, parked = 0, updated_at = ${now}
    WHERE retired = 0 AND id IN (${sql.join(tasks)})`);
