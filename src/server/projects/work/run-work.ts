import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { Commit } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { finishWork } from './finish-work.ts';
import { commitWork, type Work, type WorkCommit } from './label-work.ts';
import { showProgress } from './work-progress.ts';

export type WorkStep = {
  /** So many more tasks are done. Throws work.cancelled when somebody asked for that. */
  readonly done: (tasks: number) => void;
  /** For the plan of the last change: from there on the work goes forward only. */
  readonly end: (commit: WorkCommit) => Statement;
};

/**
 * Changes all labels in plans of a page each, then commits, in the project's turn and from rows that equal `base`.
 * Cancelled, failed or killed in between, it leaves no trace: what was changed goes back, now or when somebody next
 * has the turn; what others did meanwhile stays. `total`: tasks to be done, null where nobody knows.
 */
export const runWork = async <T>(
  server: Server,
  actor: Actor,
  { project, work, total }: { project: ProjectRow; work: Work; total: number | null },
  changeRows: (step: WorkStep) => Promise<T>,
): Promise<{ readonly value: T; readonly commit: Commit | null }> => {
  await server.db.write([
    sqlStatement(sql`INSERT INTO label_work (project, work, before, at)
      VALUES (${project.id}, ${JSON.stringify(work)}, ${project.base}, ${server.clock()})`),
  ]);
  const progress = showProgress(server, actor, project, { kind: work.kind, total });
  try {
    let last: WorkCommit | undefined;
    const value = await changeRows({
      done: progress.done,
      end(commit) {
        last = commit;
        return sqlStatement(
          sql`UPDATE label_work SET "commit" = ${JSON.stringify(commit)}
            WHERE project = ${project.id} AND "commit" IS NULL`,
          1,
        );
      },
    });
    if (last === undefined) throw new Error('a work of labels has no end');
    progress.reach('commit');
    return { value, commit: await commitWork(server, project.id, last) };
  } catch (error) {
    await finishWork(server, project.id);
    throw error;
  } finally {
    progress.stop();
  }
};
