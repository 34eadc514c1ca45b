import { mutate } from '../../../db/mutate.ts';
import { putPipeline, readSpec } from '../../../pipelines/pipelines.ts';
import { askForRun } from '../../../pipelines/triggers/pending.ts';
import type { Suggestions } from '../../../shared/contract/pipelines.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { requireProject } from '../../projects/require-project.ts';
import type { Server } from '../../server.ts';
import { engineOf } from '../pipeline-engine.ts';
import { getSuggestions } from './get-suggestions.ts';
import { suggestionPipelineId } from './suggestion-names.ts';
import { defaultSettings, suggestionPipeline, suggestionSpec } from './suggestion-pipeline.ts';

/** Turns a project's suggestions on or off. Turned on, the labels that are committed already are learned at once. */
export const setSuggestions = async (
  server: Server,
  actor: Actor,
  args: { id: string; enabled: boolean; labels?: number | undefined; seconds?: number | undefined },
): Promise<Suggestions> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  await mutate(server.db, async () => {
    const current = await suggestionPipeline(server, project);
    const spec = current && (await readSpec(server.db, current.id, current.spec_version));
    if (current === undefined && !args.enabled) return { plan: [], value: undefined };
    const now = server.clock();
    const id = suggestionPipelineId(project);
    const settings = {
      labels: args.labels ?? spec?.debounce.weight ?? defaultSettings.labels,
      seconds: args.seconds ?? spec?.debounce.seconds ?? defaultSettings.seconds,
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
    const isTurnedOn = args.enabled && current?.active !== 1;
    return {
      plan: isTurnedOn ? [...put, askForRun({ id }, `on ${now}`, now)] : put,
      value: undefined,
    };
  });
  engineOf(server).wake();
  return getSuggestions(server, actor, args);
};

/** Asks for a run on the labels as they are committed now. Error suggestions.off. */
export const retrainSuggestions = async (
  server: Server,
  actor: Actor,
  args: { id: string },
): Promise<Suggestions> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const pipeline = await suggestionPipeline(server, project);
  if (pipeline?.active !== 1) throw new AppError('suggestions.off', { id: args.id });
  const now = server.clock();
  await server.db.write([askForRun(pipeline, `asked ${actor.account} ${now}`, now)]);
  engineOf(server).wake();
  return getSuggestions(server, actor, args);
};
