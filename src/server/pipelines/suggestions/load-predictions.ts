import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Json } from '../../../pipelines/hash-json.ts';
import type { Step } from '../../../pipelines/worker.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getRepoByUid } from '../../../versions/commands/get-repo-by-uid.ts';
import { walkEntries } from '../../../versions/commands/walk-entries.ts';
import { resultsInConfig, versionWithConfig } from '../../projects/config/config-versions.ts';
import { configPath } from '../../projects/labels/project-files.ts';
import { readObjectText } from '../../projects/labels/read-object-text.ts';
import { publish } from '../../projects/predictions/create-predictions.ts';
import { readOne, readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../../projects/tables.ts';
import { changeTasks } from '../../projects/tasks/change-tasks.ts';
import { checkResult } from '../../projects/tasks/check-result.ts';
import type { Server } from '../../server.ts';
import type { PredictionFile } from './predict-tasks.ts';
import {
  type CommitOutput,
  type LoadOutput,
  outputOf,
  type PredictOutput,
  type ReadOutput,
} from './step-outputs.ts';
import { dropSuggestions, isInSight, ours } from './shown-predictions.ts';
import { modelVersionOf, suggestionPipelineId } from './suggestion-names.ts';
import { suggestionPipeline, thresholdOf } from './suggestion-pipeline.ts';
import { projectOfRun } from './suggestion-place.ts';

const batch = 200;

/**
 * Puts the committed predictions before the labelers, in place of the older ones of this pipeline. A weak edge: only
 * tasks that are still open with the same data get one, and no task is queued again. Safe to run again: it starts by
 * taking its own rows away.
 */
export const loadPredictions = (server: Server): Step => ({
  name: 'load',
  input: ({ outputs, spec }) => ({ predictions: outputs['predict'] ?? null, threshold: thresholdOf(spec) }),
  async run(context) {
    const { outputs, run, spec, signal, progress, log } = context;
    const threshold = thresholdOf(spec);
    const project = await projectOfRun(server, context);
    const model = outputOf<CommitOutput>(outputs, 'commit model');
    const predictions = outputOf<PredictOutput>(outputs, 'predict');
    const { labels, configSha } = outputOf<ReadOutput>(outputs, 'read labels');
    const present = await inConfigOfNow(server, project, configSha);
    const modelVersion = modelVersionOf(model.commit);
    await server.db.write([
      sqlStatement(sql`INSERT INTO suggestion_model (project, model_version, model_commit, prediction_commit,
          label_commit, run, created_at)
        VALUES (${project.id}, ${modelVersion}, ${model.commit}, ${predictions.commit}, ${labels.commit}, ${run.id},
          ${server.clock()})
        ON CONFLICT (project, model_version) DO UPDATE SET prediction_commit = excluded.prediction_commit,
          created_at = excluded.created_at`),
    ]);
    const repo = await getRepoByUid(server.versions, { uid: predictions.repo });
    let waiting: PredictionFile[] = [];
    let loaded = 0;
    let seen = 0;
    let unsure = 0;
    const put = async (): Promise<void> => {
      signal.throwIfAborted();
      loaded += await replaceRows(server, project, modelVersion, predictions.commit, waiting);
      progress(seen / Math.max(1, predictions.count), `${seen} predictions`);
      waiting = [];
    };
    for await (const { path, entry } of walkEntries(server.versions, {
      repo,
      ref: predictions.commit,
      prefix: 'tasks/',
    })) {
      const file = present(JSON.parse(await readObjectText(server, entry.sha256, path)) as PredictionFile);
      seen += 1;
      if (file.score < threshold) unsure += 1;
      else waiting.push(file);
      if (waiting.length === batch) await put();
    }
    if (waiting.length > 0) await put();
    await dropSuggestions(server, project.id, { modelVersion, threshold });
    publish(server, project.organisation, project.id);
    const passed = seen - loaded - unsure;
    if (unsure > 0) log(`${unsure} left out: less sure than ${Math.round(threshold * 100)} %`);
    log(
      `${loaded} suggestions shown${passed === 0 ? '' : `, ${passed} passed over (labeled or changed since, or before somebody now)`}`,
    );
    const output: LoadOutput = { modelVersion, loaded, passed };
    return { type: 'done', output: output as unknown as Json };
  },
  async isStillThere(context, output) {
    const { modelVersion, loaded } = output as unknown as LoadOutput;
    const project = await projectOfRun(server, context);
    const row = await readOne<{ count: number }>(
      server.db,
      sql`SELECT count(*) AS count FROM prediction WHERE project = ${project.id}
        AND model_version = ${modelVersion}`,
    );
    return Number(row?.count) === loaded;
  },
});

/** Gives open tasks their new prediction, and takes the older ones of this pipeline; answers how many got one. */
const replaceRows = async (
  server: Server,
  project: ProjectRow,
  modelVersion: string,
  commit: string,
  files: readonly PredictionFile[],
): Promise<number> => {
  const fitting = files.filter((file) => fitsConfig(project.config, file));
  if (fitting.length === 0) return 0;
  const ids = await server.ids.nextMany('prediction', fitting.length);
  // who submits in between makes the guard miss, and the rest is decided anew; so does who turns suggestions off
  return mutate(server.db, async () => {
    if ((await suggestionPipeline(server, project))?.active !== 1) return { plan: [], value: 0 };
    const open = await openByKey(server, project.id, fitting);
    const rows = fitting.flatMap(({ key, data_hash, result, score }, index) => {
      const task = open.get(key);
      if (task?.data_hash !== data_hash) return [];
      return [{ task: task.id, id: ids[index] as number, uid: predictionUid(commit, key), result, score }];
    });
    if (rows.length === 0) return { plan: [], value: 0 };
    const tasks = rows.map(({ task }) => task);
    const now = server.clock();
    const values = rows.map(
      ({ id, uid, task, result, score }) => sql`(${id}, ${uid}, ${project.id}, ${task},
        ${stringifyCanonical(result)}, ${score}, ${modelVersion}, ${now}, ${project.config_version})`,
    );
    const still = sql`SELECT id FROM task WHERE id IN (${sql.join(tasks)}) AND state = 'open'
      AND EXISTS (SELECT 1 FROM pipeline WHERE id = ${suggestionPipelineId(project)} AND active = 1)`;
    const change = { project: project.id, tasks, effect: 'none', now } as const;
    return {
      plan: [
        sqlStatement(still, tasks.length),
        ...changeTasks(change, [
          sqlStatement(
            sql`DELETE FROM prediction WHERE task IN (${sql.join(tasks)}) AND ${ours(project.id)}`,
          ),
          sqlStatement(sql`INSERT INTO prediction (id, uid, project, task, result, score, model_version, created_at,
            config_version) VALUES ${sql.join(values)}`),
        ]),
      ],
      value: rows.length,
    };
  });
};

const openByKey = async (server: Server, project: number, files: readonly PredictionFile[]) => {
  const tasks = await readSql<{ id: number; key: string; data_hash: string }>(
    server.db,
    sql`SELECT id, key, data_hash FROM task WHERE project = ${project} AND state = 'open'
      AND retired = 0 AND NOT ${isInSight(server, project)}
      AND key IN (${sql.join(files.map(({ key }) => key))})`,
  );
  return new Map(tasks.map((task) => [task.key, task]));
};

/** A prediction's uid follows from what it is, so that loading it twice makes one. */
const predictionUid = (commit: string, key: string): string =>
  createHash('sha256').update(`${commit} ${key}`).digest('base64url').slice(0, 16);

/** The model learned from labels under the config that their commit has: classes may have other names by now. */
const inConfigOfNow = async (server: Server, project: ProjectRow, configSha: string) => {
  const learned = await versionWithConfig(
    server,
    project,
    await readObjectText(server, configSha, configPath),
  );
  const change = await resultsInConfig(server, project, learned ?? project.config_version);
  return (file: PredictionFile): PredictionFile => ({ ...file, result: change(file.result) });
};

/** The config may ask something else by now. */
const fitsConfig = (config: string, { result }: PredictionFile): boolean => {
  try {
    checkResult(config, result);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
};
