import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Json } from '../../../labels/json.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { changeTasks } from '../tasks/change-tasks.ts';
import { publish } from './create-predictions.ts';
import { readPrediction, requirePrediction } from './prediction-rows.ts';

/** Changes a prediction; what is left out stays. Errors: prediction.not_found, result.invalid. */
export const updatePrediction = async (
  server: Server,
  actor: Actor,
  args: {
    id: string | number;
    prediction: string | number;
    result?: Json;
    score?: number | null;
    modelVersion?: string;
  },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const result =
    args.result === undefined ? undefined : stringifyCanonical(readPrediction(project.config, args.result));
  await mutate(server.db, async () => {
    const row = await requirePrediction(server, project.id, args.prediction);
    const update = sql`UPDATE prediction SET result = ${result ?? row.result},
      score = ${args.score === undefined ? row.score : args.score},
      model_version = ${args.modelVersion ?? row.model_version},
      config_version = ${result === undefined ? row.config_version : project.config_version} WHERE id = ${row.id}`;
    return { plan: [sqlStatement(update, 1)], value: undefined };
  });
  publish(server, project.organisation, project.id);
};

/** Deletes a prediction. Error: prediction.not_found. */
export const removePrediction = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; prediction: string | number },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  await mutate(server.db, async () => {
    const row = await requirePrediction(server, project.id, args.prediction);
    const remove = sqlStatement(sql`DELETE FROM prediction WHERE id = ${row.id}`, 1);
    const change = { project: project.id, tasks: [row.task], effect: 'none' as const, now: server.clock() };
    return { plan: changeTasks(change, [remove]), value: undefined };
  });
  publish(server, project.organisation, project.id);
};
