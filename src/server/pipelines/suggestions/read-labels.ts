import { chooseModelType } from '../../../learning/model-types/registry.ts';
import type { Json } from '../../../pipelines/hash-json.ts';
import type { Step } from '../../../pipelines/worker.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import { getRepoByUid } from '../../../versions/commands/get-repo-by-uid.ts';
import { configPath } from '../../projects/labels/project-files.ts';
import { readObjectText } from '../../projects/labels/read-object-text.ts';
import { configOf } from '../../projects/tasks/check-result.ts';
import { findProject } from '../../projects/require-project.ts';
import type { Server } from '../../server.ts';
import type { ReadOutput } from './step-outputs.ts';
import { projectOfSubject } from './suggestion-names.ts';

/** Looks at the label commit: what it was made from, and which model type answers what its config asks. */
export const readLabels = (server: Server): Step => ({
  name: 'read labels',
  input: ({ run }) => ({ labels: run.inputs[0]?.commit ?? null }),
  async run(context) {
    const { run, pipeline, log } = context;
    const project = await findProject(server, projectOfSubject(pipeline.subject));
    if (project === undefined) return { type: 'nothing', reason: 'The project is deleted.' };
    const [target] = run.inputs;
    if (target === undefined || target.commit === null)
      return { type: 'nothing', reason: 'No labels are committed yet. Commit labels, and training begins.' };
    const repo = await getRepoByUid(server.versions, { uid: target.repo });
    const commit = await getCommit(server.versions, { repo, ref: target.commit });
    const entry = await getEntry(server.versions, { repo, ref: commit.id, path: configPath });
    if (entry === null) return { type: 'nothing', reason: `The label commit has no ${configPath}.` };
    const chosen = chooseModelType(configOf(await readObjectText(server, entry.sha256, configPath)));
    if (chosen.type === 'unfit')
      return { type: 'nothing', reason: `No model fits the labeling config. ${chosen.reason}` };
    log(`Label commit ${commit.id.slice(0, 12)}: ${chosen.modelType.title} of ${chosen.control}`);
    const output: ReadOutput = {
      labels: { repo: repo.uid, commit: commit.id },
      dataId: commit.dataId,
      modelType: chosen.modelType.name,
      configSha: entry.sha256,
      inputs: commit.provenance,
    };
    return { type: 'done', output: output as unknown as Json };
  },
});
