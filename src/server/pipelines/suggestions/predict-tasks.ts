import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Json, JsonObject } from '../../../labels/json.ts';
import { taskPath } from '../../../labels/task-file/task-path.ts';
import type { Learner } from '../../../learning/learner.ts';
import type { Answered } from '../../../learning/model-type.ts';
import type { Step } from '../../../pipelines/worker.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { getRepoByUid } from '../../../versions/commands/get-repo-by-uid.ts';
import { openBulk } from '../../../versions/commands/open-bulk.ts';
import { walkEntries } from '../../../versions/commands/walk-entries.ts';
import type { Branch, Edit, Provenance, Repo } from '../../../versions/version-store.ts';
import { sourcesOf } from '../../projects/project-view.ts';
import { readObjectBytes } from '../../projects/labels/read-object-text.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../../projects/tables.ts';
import type { Server } from '../../server.ts';
import { cardPath } from './commit-model.ts';
import { commitOutput, entryOf } from './commit-output.ts';
import { type OpenTask, openTasks } from './open-tasks.ts';
import { type CommitOutput, outputOf, type PredictOutput, type ReadOutput } from './step-outputs.ts';
import { isCommitThere, outputBranch, projectOfRun } from './suggestion-place.ts';
import type { StartLearner } from './train-model.ts';
import { plural } from '../../../shared/plural.ts';

/** At the root of a predictions repo: which model made them. */
export const predictionsPath = 'predictions.json';

/** What a file of the predictions repo holds. `data_hash`: the task's data, as they were read. */
export type PredictionFile = JsonObject & {
  readonly key: string;
  readonly data_hash: string;
  readonly result: readonly Json[];
  readonly score: number;
};

/** Answers every open task and commits the answers, one file for each task; those of other tasks leave. */
export const predictTasks = (server: Server, startLearner: StartLearner): Step => ({
  name: 'predict',
  async input(context) {
    const project = await projectOfRun(server, context);
    return { model: context.outputs['commit model'] ?? null, tasks: await hashOfOpen(server, project.id) };
  },
  async run(context) {
    const { outputs, signal, progress, log } = context;
    const project = await projectOfRun(server, context);
    const model = outputOf<CommitOutput>(outputs, 'commit model');
    const { labels, modelType } = outputOf<ReadOutput>(outputs, 'read labels');
    const { repo, branch } = await outputBranch(server, project, 'predictions');
    const bulk = openBulk(server.versions);
    const now = server.clock();
    const edits: Edit[] = [];
    const write = async (path: string, value: JsonObject): Promise<void> => {
      const written = await bulk.write(Buffer.from(stringifyCanonical(value)));
      edits.push({ path, entry: entryOf(written, 'application/json', now) });
    };
    const learner = startLearner(signal);
    try {
      await learner.call({ type: 'load', modelType, files: await readModel(server, model) });
      const open = Math.max(1, project.tasks - project.labeled - project.skipped);
      let read = 0;
      for await (const page of openTasks(server, project.id)) {
        signal.throwIfAborted();
        for (const [index, answer] of (await predict(learner, page)).entries()) {
          const task = page[index];
          if (answer === null || task === undefined) continue;
          const { result, score } = answer;
          await write(taskPath(task.key), { key: task.key, data_hash: task.data_hash, result, score });
        }
        read += page.length;
        progress(Math.min(0.9, (read / open) * 0.9), `${read} tasks`);
      }
    } finally {
      await learner.close();
    }
    const count = edits.length;
    await write(predictionsPath, { model: model.commit, labels: labels.commit, count });
    await bulk.done();
    log(`${plural(count, 'task')} predicted`);
    return await commitOutput(server.versions, context, {
      repo,
      branch,
      edits: await withRemoved(server, repo, branch, edits),
      held: true,
      message: `Predict ${plural(count, 'task')} by model ${model.commit.slice(0, 12)}`,
      provenance: [model, labels, ...(await inputsOf(server, project))],
      more: { count },
    });
  },
  isStillThere: (_, output) => isCommitThere(server, output as unknown as PredictOutput),
});

const predict = async (
  learner: Learner,
  page: readonly OpenTask[],
): Promise<readonly (Answered | null)[]> => {
  const tasks = page.map(({ key, data }) => ({ key, data }));
  const answer = await learner.call({ type: 'predict', tasks });
  if (answer.type !== 'predicted') throw new Error('the learner answered something else');
  return answer.answers;
};

const readModel = async (
  server: Server,
  model: Provenance,
): Promise<Readonly<Record<string, Uint8Array>>> => {
  const repo = await getRepoByUid(server.versions, { uid: model.repo });
  const files: Record<string, Uint8Array> = {};
  for await (const { path, entry } of walkEntries(server.versions, { repo, ref: model.commit }))
    if (path !== cardPath) files[path] = await readObjectBytes(server, entry.sha256);
  return files;
};

/** Which tasks are open, and with what data. */
const hashOfOpen = async (server: Server, project: number): Promise<string> => {
  const hash = createHash('sha256');
  for (let after = 0; ; ) {
    const page = await readSql<{ id: number; key: string; data_hash: string }>(
      server.db,
      sql`SELECT id, key, data_hash FROM task WHERE project = ${project} AND state = 'open'
        AND id > ${after} ORDER BY id LIMIT 2000`,
    );
    for (const { key, data_hash } of page) hash.update(`${key} ${data_hash}\n`);
    if (page.length < 2000) return hash.digest('hex');
    after = page.at(-1)?.id ?? after;
  }
};

/** The edits in order, with the removal of every file of the branch that they do not name. */
const withRemoved = async (
  server: Server,
  repo: Repo,
  branch: Branch,
  edits: readonly Edit[],
): Promise<readonly Edit[]> => {
  const all = [...edits];
  if (branch.head !== null) {
    const kept = new Set(edits.map(({ path }) => path));
    for await (const { path } of walkEntries(server.versions, { repo, ref: branch.head, prefix: 'tasks/' }))
      if (!kept.has(path)) all.push({ path, entry: null });
  }
  // task keys and the names here are ASCII: this is the order of their bytes
  return all.sort((a, b) => (a.path < b.path ? -1 : 1));
};

/** The source commits that the open tasks came from. */
const inputsOf = async (server: Server, project: ProjectRow): Promise<readonly Provenance[]> => {
  const edges: Provenance[] = [];
  for (const { repo: name, synced_commit: commit } of await sourcesOf(server, project.id)) {
    if (commit === null) continue;
    const { uid } = await getRepo(server.versions, { organisation: project.organisation, name });
    edges.push({ repo: uid, commit });
  }
  return edges;
};
