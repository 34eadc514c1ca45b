import type { PipelineSpec } from '../../../pipelines/pipeline-spec.ts';
import { pipelinesOf } from '../../../pipelines/pipelines.ts';
import type { PipelineRow } from '../../../pipelines/tables.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { sourcesOf } from '../../projects/project-view.ts';
import type { ProjectRow } from '../../projects/tables.ts';
import type { Server } from '../../server.ts';
import { projectSubject, suggestionPipelineId, suggestionWorker } from './suggestion-names.ts';

export type SuggestionSettings = {
  readonly labels: number;
  readonly seconds: number;
  /** 0 to 1: what the model is less sure of is not shown. */
  readonly threshold: number;
};

/** Ten newly labeled tasks, or a minute of quiet; on a busy branch ten minutes at the most. */
export const defaultSettings: SuggestionSettings = { labels: 10, seconds: 60, threshold: 0 };
const longestWait = 10;

/** The pipeline of a project's suggestions, on or off; undefined before it was ever turned on. */
export const suggestionPipeline = async (
  server: Server,
  project: ProjectRow,
): Promise<PipelineRow | undefined> => {
  const id = suggestionPipelineId(project);
  return (await pipelinesOf(server.db, projectSubject(project.id))).find((row) => row.id === id);
};

/** The settings that a spec was made of. */
export const settingsOf = (spec: PipelineSpec): SuggestionSettings => ({
  labels: spec.debounce.weight,
  seconds: spec.debounce.seconds,
  threshold: thresholdOf(spec),
});

export const thresholdOf = ({ parameters }: Pick<PipelineSpec, 'parameters'>): number =>
  typeof parameters['threshold'] === 'number' ? parameters['threshold'] : 0;

/** What the training depends on: what is shown of its model is another matter. */
export const trainParametersOf = ({ parameters }: Pick<PipelineSpec, 'parameters'>) => {
  const { threshold: _, ...rest } = parameters;
  return rest;
};

/** Labels first; then the sources, since new tasks want predictions too. */
export const suggestionSpec = async (
  server: Server,
  project: ProjectRow,
  { labels, seconds, threshold }: SuggestionSettings,
): Promise<PipelineSpec> => {
  const { organisation } = project;
  const target = await getRepo(server.versions, { organisation, name: project.target_repo });
  const inputs = [{ repo: target.uid, branch: project.target_branch }];
  for (const { repo: name, branch } of await sourcesOf(server, project.id)) {
    try {
      inputs.push({ repo: (await getRepo(server.versions, { organisation, name })).uid, branch });
    } catch (error) {
      if (!(error instanceof AppError && error.status === 404)) throw error;
    }
  }
  return {
    worker: { kind: 'function', name: suggestionWorker },
    parameters: threshold === 0 ? {} : { threshold },
    inputs,
    debounce: { weight: labels, seconds, maxSeconds: seconds * longestWait },
  };
};
