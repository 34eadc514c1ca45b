import { AppError } from '../../../shared/errors/app-error.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import { modelVersionOf } from '../suggestions/suggestion-names.ts';
import { addBack, findCommit, type Found, madeFrom } from './add-commits.ts';
import { addAnnotationsBy, addAnnotationsIn } from './add-labeled.ts';
import { addShown } from './add-rows.ts';
import { commitNode } from './provenance-start.ts';
import { inputRepos, mostBranches, unlessMissing, type Walk } from './walk.ts';

/** A commit of any repo of the project: back to what it was made from, forward to what was made of it. */
export const fromCommit = async (walk: Walk, ref: string): Promise<string> => {
  const { labels, models, predictions } = walk;
  for (const repo of [labels, models, predictions, ...(await inputRepos(walk))]) {
    const commit = repo && (await unlessMissing(getCommit(walk.server.versions, { repo, ref })));
    if (!commit) continue;
    const found = { repo, commit };
    if (repo === labels) await fromLabels(walk, found);
    else if (repo === models) await fromModel(walk, found);
    else if (repo === predictions) await fromPredictions(walk, found);
    else await fromInput(walk, found);
    return commitNode(commit.id);
  }
  throw new AppError('commit.not_found', { repo: walk.project.target_repo, ref });
};

/** The annotations that a label commit brought, the models that learned from it, and what they suggest. */
const fromLabels = async (walk: Walk, labels: Found): Promise<void> => {
  await addBack(walk, labels);
  await addAnnotationsBy(walk, labels);
  for (const model of await madeFrom(walk, labels, walk.models, mostBranches)) await addModel(walk, model);
};

/** A model, the annotations that it learned from, and what it suggests. */
export const fromModel = async (walk: Walk, model: Found): Promise<void> => {
  await addModel(walk, model);
  await addLearned(walk, model);
};

const fromPredictions = async (walk: Walk, predictions: Found): Promise<void> => {
  await addBack(walk, predictions);
  const model = await sourceIn(walk, predictions, walk.models?.uid);
  if (model === undefined) return;
  await addLearned(walk, model);
  await addShown(walk, modelVersionOf(model.commit.id));
};

/** A commit of data, and what was labeled, learned and suggested on it. */
const fromInput = async (walk: Walk, input: Found): Promise<void> => {
  await addBack(walk, input);
  for (const repo of [walk.labels, walk.models, walk.predictions])
    for (const made of await madeFrom(walk, input, repo, mostBranches)) await addBack(walk, made);
};

/** A model with all that it was made from, its predictions, and those of them that people see. */
export const addModel = async (walk: Walk, model: Found): Promise<void> => {
  await addBack(walk, model);
  const made = await madeFrom(walk, model, walk.predictions, mostBranches);
  for (const predictions of made) await addBack(walk, predictions);
  if (made.length > 0) await addShown(walk, modelVersionOf(model.commit.id));
};

/** The annotations that a model learned from. */
export const addLearned = async (walk: Walk, model: Found): Promise<void> => {
  const labels = await sourceIn(walk, model, walk.labels.uid);
  if (labels) await addAnnotationsIn(walk, labels);
};

const sourceIn = async (
  { server }: Walk,
  { commit }: Found,
  repo: string | undefined,
): Promise<Found | undefined> => {
  const edge = commit.provenance.find((source) => source.repo === repo);
  return edge && findCommit(server, edge);
};
