import type { pipelineOperations } from '../../../shared/contract/pipelines.ts';
import { walkProvenance } from '../../pipelines/provenance/walk-provenance.ts';
import { getSuggestions } from '../../pipelines/suggestions/get-suggestions.ts';
import {
  cancelProjectRun,
  getProjectRun,
  listProjectRuns,
} from '../../pipelines/suggestions/project-runs.ts';
import { retrainSuggestions, setSuggestions } from '../../pipelines/suggestions/set-suggestions.ts';
import type { Handlers } from './handlers.ts';

/** Suggestions of a project, their runs, and what was made from what. */
export const pipelineHandlers: Handlers<typeof pipelineOperations> = {
  suggestions: ({ server, actor, params }) => getSuggestions(server, actor, params),
  setSuggestions: ({ server, actor, params, body }) => setSuggestions(server, actor, { ...params, ...body }),
  retrain: ({ server, actor, params }) => retrainSuggestions(server, actor, params),
  runs: ({ server, actor, params, query }) => listProjectRuns(server, actor, { ...params, ...query }),
  run: ({ server, actor, params }) => getProjectRun(server, actor, params),
  cancelRun: ({ server, actor, params }) => cancelProjectRun(server, actor, params),
  provenance: ({ server, actor, params, query }) => walkProvenance(server, actor, { ...params, ...query }),
};
