import { sql } from 'kysely';
import { chooseModelType } from '../../../learning/model-types/registry.ts';
import { pendingOf, readSpec } from '../../../pipelines/pipelines.ts';
import { listRuns } from '../../../pipelines/runs/read-runs.ts';
import type { PendingRow, PipelineRow, RunRow } from '../../../pipelines/tables.ts';
import type { Suggestions } from '../../../shared/contract/pipelines.ts';
import { plural } from '../../../shared/plural.ts';
import type { Actor } from '../../actor.ts';
import { requireProject } from '../../projects/require-project.ts';
import { readOne } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../../projects/tables.ts';
import { configOf } from '../../projects/tasks/check-result.ts';
import type { Server } from '../../server.ts';
import type { SuggestionModelRow } from '../suggestion-migrations.ts';
import { iso, runItems } from './run-view.ts';
import { outputRepo } from './suggestion-names.ts';
import { defaultSettings, settingsOf, suggestionPipeline } from './suggestion-pipeline.ts';

/** How a project's suggestions stand, and why nothing happens when nothing does. */
export const getSuggestions = async (
  server: Server,
  actor: Actor,
  args: { id: string },
): Promise<Suggestions> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const pipeline = await suggestionPipeline(server, project);
  const spec = pipeline && (await readSpec(server.db, pipeline.id, pipeline.spec_version));
  const pending = pipeline && (await pendingOf(server.db, pipeline.id));
  const [run] = pipeline ? await listRuns(server.db, { pipeline: pipeline.id, limit: 1 }) : [];
  const [last] = run ? await runItems(server, project.id, [run]) : [];
  const fit = fitOf(project);
  const settings = spec ? settingsOf(spec) : defaultSettings;
  return {
    enabled: pipeline?.active === 1,
    unfit: fit.type === 'unfit' ? fit.reason : null,
    control: fit.type === 'fits' ? fit.control : null,
    settings: { ...settings },
    pending: pending ? { labels: pending.weight, due: iso(pending.due_at) } : null,
    current: await currentModel(server, project),
    run: last ?? null,
    reason: reasonOf({ project, pipeline, pending, run, labels: settings.labels, unfit: fit }),
  };
};

type Fit = { type: 'fits'; control: string } | { type: 'unfit'; reason: string };

const fitOf = ({ config }: ProjectRow): Fit => {
  if (config.trim() === '') return { type: 'unfit', reason: 'The project has no labeling config yet.' };
  const chosen = chooseModelType(configOf(config));
  return chosen.type === 'fits' ? { type: 'fits', control: chosen.control } : chosen;
};

type State = {
  readonly project: ProjectRow;
  readonly pipeline: PipelineRow | undefined;
  readonly pending: PendingRow | undefined;
  readonly run: RunRow | undefined;
  readonly labels: number;
  readonly unfit: Fit;
};

const reasonOf = ({ project, pipeline, pending, run, labels, unfit }: State): string => {
  if (pipeline?.active !== 1) return 'Suggestions are off.';
  if (run?.state === 'running') return `A run is under way: ${run.doing ?? 'starting'}.`;
  if (run?.state === 'waiting') return 'A run waits for its turn.';
  if (unfit.type === 'unfit') return `No model fits the labeling config. ${unfit.reason}`;
  if (pending && project.base !== null)
    return pending.weight > 0
      ? `${pending.weight} of ${labels} changed tasks are gathered; the next run begins when it is all of them, or when it stays quiet.`
      : 'New data or another config came in; the next run begins when it stays quiet.';
  const uncommitted = project.pending_new + project.pending_changed + project.pending_retired;
  if (project.base === null)
    return uncommitted > 0
      ? `${waiting(uncommitted)}. Commit labels, and training begins.`
      : 'No labels are committed yet. Label some tasks and commit them.';
  if (run?.state === 'failed') return `The last run failed: ${run.reason ?? 'no reason was kept.'} ${again}`;
  if (run?.state === 'skipped') return run.reason ?? 'The last run had nothing to do.';
  if (run?.state === 'cancelled') return `The last run was cancelled. ${again}`;
  if (uncommitted > 0) return `Up to date with the last label commit; ${waiting(uncommitted)}.`;
  return 'Up to date with the last label commit.';
};

const waiting = (tasks: number): string =>
  plural(tasks, 'labeled task is not committed yet', 'labeled tasks are not committed yet');
const again = 'The next label commit begins another, or begin one now.';

const currentModel = async (server: Server, project: ProjectRow): Promise<Suggestions['current']> => {
  const row = await readOne<SuggestionModelRow>(
    server.db,
    sql`SELECT * FROM suggestion_model WHERE project = ${project.id} ORDER BY created_at DESC LIMIT 1`,
  );
  if (row === undefined) return null;
  const { target_repo } = project;
  return {
    version: row.model_version,
    model: { repo: outputRepo(target_repo, 'models'), commit: row.model_commit },
    predictions: { repo: outputRepo(target_repo, 'predictions'), commit: row.prediction_commit },
    labels: { repo: target_repo, commit: row.label_commit },
    run: row.run,
    created: iso(row.created_at),
  };
};
