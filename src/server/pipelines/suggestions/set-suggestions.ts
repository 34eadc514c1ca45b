import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { readOne } from '../../../db/run-sql.ts';
import { putPipeline, readSpec } from '../../../pipelines/pipelines.ts';
import { listRuns } from '../../../pipelines/runs/read-runs.ts';
import { askForRun } from '../../../pipelines/triggers/pending.ts';
import type { Suggestions } from '../../../shared/contract/pipelines.ts';
import { chooseModelType } from '../../../learning/model-types/registry.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { publish } from '../../projects/predictions/create-predictions.ts';
import { configOf } from '../../projects/tasks/check-result.ts';
import type { ProjectRow } from '../../projects/tables.ts';
import { requireProject } from '../../projects/require-project.ts';
import type { Server } from '../../server.ts';
import { engineOf } from '../pipeline-engine.ts';
import { getSuggestions } from './get-suggestions.ts';
import { dropSuggestions } from './shown-predictions.ts';
import { suggestionPipelineId } from './suggestion-names.ts';
import { defaultSettings, settingsOf, suggestionPipeline, suggestionSpec } from './suggestion-pipeline.ts';

type SetSuggestions = {
  readonly id: string;
  readonly enabled: boolean;
  readonly labels?: number | undefined;
  readonly seconds?: number | undefined;
  readonly threshold?: number | undefined;
};

/**
 * Turns a project's suggestions on or off. Turned on, the labels that are committed already are learned at once;
 * turned off, a run under way ends and open tasks show none. Another threshold shows at once too.
 */
export const setSuggestions = async (
  server: Server,
  actor: Actor,
  args: SetSuggestions,
): Promise<Suggestions> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const id = suggestionPipelineId(project);
  await mutate(server.db, async () => {
    const current = await suggestionPipeline(server, project);
    const before = current
      ? settingsOf(await readSpec(server.db, current.id, current.spec_version))
      : defaultSettings;
    if (current === undefined && !args.enabled) return { plan: [], value: undefined };
    const now = server.clock();
    const settings = {
      labels: args.labels ?? before.labels,
      seconds: args.seconds ?? before.seconds,
      threshold: args.threshold ?? before.threshold,
    };
    const put = await putPipeline(server.db, {
      current,
      id,
      organisation: project.organisation,
      name: id,
      subject: `project:${project.id}`,
      active: args.enabled,
      spec: await suggestionSpec(server, project, settings),
      by: actor.account,
      now,
    });
    const isAsked = args.enabled && (current?.active !== 1 || settings.threshold !== before.threshold);
    return {
      plan: isAsked ? [...put, askForRun({ id }, `set ${now}`, now)] : put,
      value: undefined,
    };
  });
  const engine = engineOf(server);
  if (args.enabled) engine.wake();
  else {
    const [last] = await listRuns(server.db, { pipeline: id, limit: 1 });
    if (last && last.ended_at === null) await engine.cancel(last.id);
    await dropSuggestions(server, project.id);
    publish(server, project.organisation, project.id);
  }
  return getSuggestions(server, actor, args);
};

/** Asks for a run on the labels as they are committed now. Errors suggestions.off, suggestions.few_labels. */
export const retrainSuggestions = async (
  server: Server,
  actor: Actor,
  args: { id: string },
): Promise<Suggestions> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const pipeline = await suggestionPipeline(server, project);
  if (pipeline?.active !== 1) throw new AppError('suggestions.off', { id: args.id });
  await refuseFewLabels(server, project);
  const now = server.clock();
  await server.db.write([askForRun(pipeline, `asked ${actor.account} ${now}`, now)]);
  engineOf(server).wake();
  return getSuggestions(server, actor, args);
};

/** A run would only say the same, and stand in the list as one that was skipped. */
const refuseFewLabels = async (server: Server, project: ProjectRow): Promise<void> => {
  const choice = chooseModelType(configOf(project.config));
  if (choice.type === 'unfit') return;
  const needed = choice.modelType.leastExamples;
  const row = await readOne<{ count: number }>(
    server.db,
    sql`SELECT count(*) AS count FROM (SELECT 1 FROM task
      WHERE project = ${project.id} AND state = 'labeled' AND in_base = 1 LIMIT ${needed}) AS some`,
  );
  const count = Number(row?.count);
  if (count < needed)
    throw new AppError('suggestions.few_labels', { count, needed, missing: needed - count });
};
