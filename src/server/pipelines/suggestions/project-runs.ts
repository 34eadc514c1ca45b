import { findRun, listRuns } from '../../../pipelines/runs/read-runs.ts';
import type { RunRow } from '../../../pipelines/tables.ts';
import type { PipelineRun, PipelineRunView } from '../../../shared/contract/pipelines.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Role } from '../../../shared/contract/op.ts';
import type { Actor } from '../../actor.ts';
import { requireProject } from '../../projects/require-project.ts';
import type { ProjectRow } from '../../projects/tables.ts';
import type { Server } from '../../server.ts';
import { engineOf } from '../pipeline-engine.ts';
import { runItems, runView } from './run-view.ts';
import { suggestionPipeline } from './suggestion-pipeline.ts';

/** The runs of a project's suggestions, newest first. The cursor is the last run of the page before. */
export const listProjectRuns = async (
  server: Server,
  actor: Actor,
  args: { id: string; cursor?: string | undefined; limit: number },
): Promise<{ items: PipelineRun[]; next?: string }> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const pipeline = await suggestionPipeline(server, project);
  if (pipeline === undefined) return { items: [] };
  const before = args.cursor === undefined ? undefined : await findRun(server.db, args.cursor);
  const runs = await listRuns(server.db, { pipeline: pipeline.id, limit: args.limit + 1, before });
  const items = runs.slice(0, args.limit);
  const last = items.at(-1);
  const more = runs.length > args.limit && last !== undefined;
  return { items: await runItems(server, project.id, items), ...(more ? { next: last.id } : {}) };
};

/** One run with steps and log. Error run.not_found, also for a run of another project. */
export const getProjectRun = async (
  server: Server,
  actor: Actor,
  args: { id: string; run: string },
): Promise<PipelineRunView> => {
  const { project, run } = await requireRun(server, actor, { ...args, role: 'annotator' });
  return runView(server, project.id, run);
};

/** Stops a run; one that ended stays as it is. */
export const cancelProjectRun = async (
  server: Server,
  actor: Actor,
  args: { id: string; run: string },
): Promise<PipelineRunView> => {
  const { run } = await requireRun(server, actor, { ...args, role: 'manager' });
  await engineOf(server).cancel(run.id);
  return getProjectRun(server, actor, args);
};

const requireRun = async (
  server: Server,
  actor: Actor,
  args: { id: string; run: string; role: Role },
): Promise<{ readonly project: ProjectRow; readonly run: RunRow }> => {
  const project = await requireProject(server, actor, args.id, args.role);
  const pipeline = await suggestionPipeline(server, project);
  const run = await findRun(server.db, args.run);
  if (run === undefined || run.pipeline !== pipeline?.id)
    throw new AppError('run.not_found', { id: args.run });
  return { project, run };
};
