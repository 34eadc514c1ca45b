import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Json } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import { changeTasks } from '../tasks/change-tasks.ts';
import { createUid } from '../uid.ts';
import { readPrediction } from './prediction-rows.ts';

export type NewPrediction = {
  readonly task: number;
  /** A list of results, one value, or the one answer of a single-valued control. */
  readonly result: Json;
  readonly score?: number | null;
  readonly modelVersion?: string | null;
};

const batch = 400;

/**
 * Adds predictions to tasks of a project, all or none, and answers their ids in order. Errors: task.not_found,
 * result.invalid (`index` is the result's within its prediction).
 */
export const createPredictions = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; predictions: readonly NewPrediction[] },
): Promise<readonly number[]> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const results = args.predictions.map(({ result }) =>
    stringifyCanonical(readPrediction(project.config, result)),
  );
  const ids = await server.ids.nextMany('prediction', results.length);
  await mutate(server.db, async () => {
    const plan = [];
    for (let at = 0; at < results.length; at += batch) {
      const part = args.predictions.slice(at, at + batch);
      const tasks = [...new Set(part.map(({ task }) => task))];
      await requireTasks(server, project.id, tasks);
      const now = server.clock();
      const rows = part.map(
        ({ task, score, modelVersion }, index) =>
          sql`(${ids[at + index]}, ${createUid(server)}, ${project.id}, ${task}, ${results[at + index]},
            ${score ?? null}, ${modelVersion ?? ''}, ${now}, ${project.config_version})`,
      );
      const insert = sqlStatement(
        sql`INSERT INTO prediction (id, uid, project, task, result, score, model_version, created_at, config_version)
          VALUES ${sql.join(rows)}`,
      );
      const there = sqlStatement(sql`SELECT id FROM task WHERE id IN (${sql.join(tasks)})`, tasks.length);
      plan.push(there, ...changeTasks({ project: project.id, tasks, effect: 'none', now }, [insert]));
    }
    return { plan, value: undefined };
  });
  publish(server, project.organisation, project.id);
  return ids;
};

const requireTasks = async (server: Server, project: number, tasks: readonly number[]): Promise<void> => {
  const rows = await readSql<{ id: number }>(
    server.db,
    sql`SELECT id FROM task WHERE project = ${project} AND retired = 0 AND id IN (${sql.join([...tasks])})`,
  );
  const known = new Set(rows.map(({ id }) => id));
  const missing = tasks.find((id) => !known.has(id));
  if (missing !== undefined) throw new AppError('task.not_found', { id: missing });
};

export const publish = (server: Server, organisation: string, project: number): void =>
  server.events.publish({ type: 'project', organisation, project: String(project) });
