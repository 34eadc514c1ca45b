import type { labelStudioAnnotations } from '../../../shared/contract/label-studio-annotations.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { removePrediction, updatePrediction } from '../../projects/predictions/change-prediction.ts';
import { createPredictions } from '../../projects/predictions/create-predictions.ts';
import { requirePrediction } from '../../projects/predictions/prediction-rows.ts';
import { requireProject } from '../../projects/require-project.ts';
import { projectPredictions } from '../../projects/rows/find-rows.ts';
import { projectOfRow } from '../../projects/rows/project-of-row.ts';
import { taskChildren } from '../../projects/rows/task-children.ts';
import { requireTask } from '../../projects/tasks/task-rows.ts';
import type { Server } from '../../server.ts';
import type { Handlers } from '../api/handlers.ts';
import { predictionView } from './prediction-view.ts';

type Names = 'predictions' | 'createPrediction' | 'prediction' | 'updatePrediction' | 'removePrediction';

/** The list has no pages, so it needs an end. */
const mostListed = 100_000;

const answer = async (server: Server, actor: Actor, id: string | number) => {
  const project = await projectOfRow(server, actor, 'prediction', id);
  return predictionView(await requirePrediction(server, project, id), server.clock());
};

export const predictionHandlers: Pick<Handlers<typeof labelStudioAnnotations>, Names> = {
  async predictions({ server, actor, query }) {
    const now = server.clock();
    const wanted = query.project ?? query.task__project;
    if (query.task !== undefined) {
      const project = await projectOfRow(server, actor, 'task', query.task);
      if (wanted !== undefined && wanted !== project) return [];
      const task = await requireTask(server, project, query.task);
      const children = await taskChildren(server, { tasks: [task.id], account: actor.account, by: null });
      return children(task.id).predictions.map((row) => predictionView(row, now));
    }
    if (wanted === undefined) throw new AppError('request.invalid', { reason: 'task or project is needed' });
    const project = await requireProject(server, actor, wanted, 'annotator');
    const rows = await projectPredictions(server, project.id, mostListed);
    return rows.map((row) => predictionView(row, now));
  },
  async createPrediction({ server, actor, body }) {
    const [id] = await createPredictions(server, actor, {
      id: await projectOfRow(server, actor, 'task', body.task),
      predictions: [
        {
          task: body.task,
          result: body.result,
          score: body.score ?? null,
          modelVersion: body.model_version ?? null,
        },
      ],
    });
    return answer(server, actor, id ?? 0);
  },
  async prediction({ server, actor, params }) {
    return answer(server, actor, params.id);
  },
  async updatePrediction({ server, actor, params, body }) {
    await updatePrediction(server, actor, {
      id: await projectOfRow(server, actor, 'prediction', params.id),
      prediction: params.id,
      ...(body.result === undefined ? {} : { result: body.result }),
      ...(body.score === undefined ? {} : { score: body.score }),
      ...(body.model_version ? { modelVersion: body.model_version } : {}),
    });
    return answer(server, actor, params.id);
  },
  async removePrediction({ server, actor, params }) {
    const project = await projectOfRow(server, actor, 'prediction', params.id);
    await removePrediction(server, actor, { id: project, prediction: params.id });
  },
};
