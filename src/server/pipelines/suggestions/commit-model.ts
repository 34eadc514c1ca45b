import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { JsonObject } from '../../../labels/json.ts';
import { findModelType } from '../../../learning/model-types/registry.ts';
import type { Step } from '../../../pipelines/worker.ts';
import { writeObject } from '../../../versions/commands/write-object.ts';
import type { Provenance } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { commitOutput, entryOf } from './commit-output.ts';
import { type CommitOutput, outputOf, type ReadOutput, type TrainOutput } from './step-outputs.ts';
import { isCommitThere, outputBranch, projectOfRun } from './suggestion-place.ts';

export const cardPath = 'card.json';

/** Commits the model: its files and a card that says what it was made from and how good it is. */
export const commitModel = (server: Server): Step => ({
  name: 'commit model',
  async input(context) {
    const { labels } = outputOf<ReadOutput>(context.outputs, 'read labels');
    const { target_repo, target_branch } = await projectOfRun(server, context);
    return {
      labels: { ...labels },
      train: context.outputs['train'] ?? null,
      target: `${target_repo}@${target_branch}`,
    };
  },
  async run(context) {
    const project = await projectOfRun(server, context);
    const read = outputOf<ReadOutput>(context.outputs, 'read labels');
    const { files, summary } = outputOf<TrainOutput>(context.outputs, 'train');
    const { repo, branch } = await outputBranch(server, project, 'models');
    const card = await writeObject(server.versions, {
      body: Buffer.from(stringifyCanonical(modelCard(read, summary))),
    });
    const now = server.clock();
    const edits = [
      { path: cardPath, entry: entryOf(card, 'application/json', now) },
      ...files.map((file) => ({ path: file.path, entry: entryOf(file, 'application/octet-stream', now) })),
    ].sort((a, b) => (a.path < b.path ? -1 : 1));
    return await commitOutput(server.versions, context, {
      repo,
      branch,
      edits,
      objects: [card],
      message: `Train on labels ${read.labels.commit.slice(0, 12)}`,
      provenance: [read.labels, ...read.inputs],
    });
  },
  isStillThere: (_, output) => isCommitThere(server, output as unknown as CommitOutput),
});

const modelCard = (read: ReadOutput, summary: JsonObject): JsonObject => ({
  modelType: read.modelType,
  version: findModelType(read.modelType)?.version ?? 0,
  labels: { ...read.labels },
  inputs: read.inputs.map((edge: Provenance) => ({ ...edge })),
  ...summary,
  // two models: the one that was measured never saw what is held out; this one learned from all
  fittedOn: 'all examples; the metrics are of a model that never saw the held-out ones',
});
