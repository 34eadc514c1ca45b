import type { RunInput } from '../../../pipelines/pipeline-spec.ts';
import { findRun, stepsOfRun } from '../../../pipelines/runs/read-runs.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { isJsonObject, type Json, ownValue } from '../../../labels/json.ts';
import { suggestionPipelineId } from '../suggestions/suggestion-names.ts';
import { addBack, findCommit, type Found } from './add-commits.ts';
import { addRun } from './add-run.ts';
import { addModel } from './from-commit.ts';
import { runNode } from './provenance-start.ts';
import type { Walk } from './walk.ts';

/** A run: the commits that it worked on, and those that it made, if it came so far. */
export const fromRun = async (walk: Walk, id: string): Promise<string> => {
  const { server, project, graph } = walk;
  const run = await findRun(server.db, id);
  if (run?.pipeline !== suggestionPipelineId(project)) throw new AppError('run.not_found', { id });
  await addRun(walk, id);
  const made: Found[] = [];
  for (const { name, output } of await stepsOfRun(server.db, id)) {
    if (name !== 'commit model' && name !== 'predict') continue;
    const commit = await commitIn(walk, JSON.parse(output) as Json);
    if (commit) made.push(commit);
  }
  for (const found of made) {
    if (found.repo === walk.models || found.repo.uid === walk.models?.uid) await addModel(walk, found);
    else await addBack(walk, found);
  }
  // what it took over from an earlier run has that run behind it; what it worked on is its own all the same
  if (made.some(({ commit }) => commit.madeBy.type === 'pipeline' && commit.madeBy.run === id))
    return runNode(id);
  for (const { repo, commit } of JSON.parse(run.inputs) as RunInput[]) {
    const input = commit === null ? undefined : await findCommit(server, { repo, commit });
    if (input) graph.edge(await addBack(walk, input), runNode(id));
  }
  return runNode(id);
};

const commitIn = async ({ server }: Walk, output: Json): Promise<Found | undefined> => {
  if (!isJsonObject(output)) return undefined;
  const repo = ownValue(output, 'repo');
  const commit = ownValue(output, 'commit');
  return typeof repo === 'string' && typeof commit === 'string'
    ? findCommit(server, { repo, commit })
    : undefined;
};
