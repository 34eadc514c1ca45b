import { requirePrediction } from '../../projects/predictions/prediction-rows.ts';
import { findCommit } from './add-commits.ts';
import { addAnswers, addPredictionBack, modelOfVersion } from './add-rows.ts';
import { addLearned } from './from-commit.ts';
import type { Walk } from './walk.ts';

/** A suggestion: back to its model and the labels that one learned from, forward to what people made of it. */
export const fromPrediction = async (walk: Walk, id: number): Promise<string> => {
  const row = await requirePrediction(walk.server, walk.project.id, id);
  const node = await addPredictionBack(walk, row);
  const source = await modelOfVersion(walk, row.model_version);
  const model =
    source && walk.models
      ? await findCommit(walk.server, { repo: walk.models.uid, commit: source.model_commit })
      : undefined;
  if (model) await addLearned(walk, model);
  await addAnswers(walk, [row]);
  return node;
};
