import { startTrainThread } from '../../../learning/start-train-thread.ts';
import type { FunctionWorker } from '../../../pipelines/worker.ts';
import { diff } from '../../../versions/commands/diff.ts';
import { getRepoByUid } from '../../../versions/commands/get-repo-by-uid.ts';
import type { Server } from '../../server.ts';
import { readSpec } from '../../../pipelines/pipelines.ts';
import { commitModel } from './commit-model.ts';
import { loadPredictions } from './load-predictions.ts';
import { predictTasks } from './predict-tasks.ts';
import { readLabels } from './read-labels.ts';
import { suggestionWorker } from './suggestion-names.ts';
import { type StartLearner, trainModel } from './train-model.ts';

/** More changes than this are enough for any debounce, and need no counting. */
const mostCounted = 1_000;

/**
 * The node between labels and predictions: trains on exactly one label commit, commits the model, answers the open
 * tasks, commits the answers, and shows them to the labelers.
 */
export const suggestionsWorker = (
  server: Server,
  startLearner: StartLearner = startTrainThread,
): FunctionWorker => ({
  kind: 'function',
  name: suggestionWorker,
  version: 1,
  /** By tasks whose labels changed; new data alone weighs nothing and waits for quiet. */
  async weigh(pipeline, event) {
    const { inputs } = await readSpec(server.db, pipeline.id, pipeline.spec_version);
    if (inputs[0]?.repo !== event.repo || inputs[0].branch !== event.branch) return 0;
    const repo = await getRepoByUid(server.versions, { uid: event.repo });
    const { items } = await diff(server.versions, {
      repo,
      from: event.previous,
      to: event.commit,
      prefix: 'tasks/',
      limit: mostCounted,
      renames: false,
    });
    return items.length;
  },
  steps: [
    readLabels(server),
    trainModel(server, startLearner),
    commitModel(server),
    predictTasks(server, startLearner),
    loadPredictions(server),
  ],
});
