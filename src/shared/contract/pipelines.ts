import * as z from 'zod';
import { id, json, list, page, time } from './fields.ts';
import { op } from './op.ts';

const tag = 'Pipelines';
const params = z.object({ id });
const project = <R extends 'manager' | 'reviewer' | 'annotator'>(needed: R) =>
  ({ type: 'project', role: needed }) as const;

/** `skipped`: there was nothing to do, and `reason` says why. */
export const runState = z.enum(['waiting', 'running', 'done', 'skipped', 'failed', 'cancelled']);

/** Of so many suggestions that people had in sight when they answered, so many they left as they were. */
const agreement = z.object({ shown: z.number(), agreed: z.number() });

export const pipelineRun = z.object({
  id,
  state: runState,
  reason: z.string().nullable(),
  /** 0 to 1. */
  progress: z.number(),
  doing: z.string().nullable(),
  /** What training measured on held-out examples: accuracy, majority, macroF1, classes, confusion. */
  metrics: json.nullable(),
  /** How people answered what its model suggested; null until somebody did. */
  agreement: agreement.nullable(),
  labelCommit: z.string().nullable(),
  created: time,
  started: time.nullable(),
  ended: time.nullable(),
});
export type PipelineRun = z.infer<typeof pipelineRun>;

export const pipelineStep = z.object({
  name: z.string(),
  /** `reused`: an earlier run did it on an equal input. */
  state: z.enum(['done', 'reused']),
  started: time,
  ended: time,
  output: json,
});
export const logLine = z.object({
  time,
  level: z.enum(['info', 'warn', 'error']),
  step: z.string().nullable(),
  text: z.string(),
});
const runView = pipelineRun.extend({ steps: z.array(pipelineStep), log: z.array(logLine) });
export type PipelineRunView = z.infer<typeof runView>;

const repoCommit = z.object({ repo: z.string(), commit: z.string() });
const modelView = z.object({
  version: z.string(),
  model: repoCommit,
  predictions: repoCommit,
  labels: repoCommit,
  run: z.string(),
  created: time,
});
export const suggestions = z.object({
  enabled: z.boolean(),
  /** Why no model can answer what the config asks; null when one can. */
  unfit: z.string().nullable(),
  /** The control that is learned; null when none is. */
  control: z.string().nullable(),
  /** `threshold`: what the model is less sure of, 0 to 1, is not shown. */
  settings: z.object({ labels: z.number(), seconds: z.number(), threshold: z.number() }),
  /** What landed since the last run; a run begins at `due`, or when `settings.labels` are gathered. */
  pending: z.object({ labels: z.number(), due: time }).nullable(),
  /** The model whose predictions show now. */
  current: modelView.nullable(),
  run: pipelineRun.nullable(),
  /** One sentence: what is going on, or why nothing is. */
  reason: z.string(),
});
export type Suggestions = z.infer<typeof suggestions>;

/** A commit, a run, an annotation or a prediction in the graph of what was made from what. */
export const provenanceNode = z.object({
  id: z.string(),
  type: z.enum(['input', 'annotation', 'labels', 'run', 'model', 'predictions', 'prediction']),
  title: z.string(),
  repo: z.string().nullable(),
  commit: z.string().nullable(),
  time: time.nullable(),
  taskId: z.string().nullable(),
  run: z.string().nullable(),
  /** A result, a model's card, counts. */
  detail: json,
});
export const provenance = z.object({
  /** The node that it was walked from; null where there is nothing yet. */
  start: z.string().nullable(),
  nodes: z.array(provenanceNode),
  /** `to` was made from `from`. */
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
  /** More was found than is shown. */
  truncated: z.boolean(),
});
export type Provenance = z.infer<typeof provenance>;

export const pipelineOperations = {
  suggestions: op({
    id: 'suggestions.get',
    method: 'GET',
    path: '/api/lw/projects/{id}/suggestions',
    rights: project('annotator'),
    tag,
    doc: 'How the suggestions of a project stand: the model that shows, the last run, and why nothing happens.',
    params,
    response: suggestions,
  }),
  setSuggestions: op({
    id: 'suggestions.set',
    method: 'PUT',
    path: '/api/lw/projects/{id}/suggestions',
    rights: project('manager'),
    tag,
    doc: 'Turn suggestions on or off: a model trains on every label commit, after `labels` changed tasks or `seconds` of quiet. Turned off, a run under way ends and open tasks show none.',
    params,
    body: z.object({
      enabled: z.boolean(),
      labels: z.number().int().min(1).max(100_000).optional(),
      seconds: z.number().int().min(1).max(86_400).optional(),
      threshold: z.number().min(0).max(1).optional(),
    }),
    response: suggestions,
  }),
  retrain: op({
    id: 'suggestions.retrain',
    method: 'POST',
    path: '/api/lw/projects/{id}/suggestions/retrain',
    rights: project('manager'),
    tag,
    doc: 'Run now, on the label commit that is the head; waits for a run under way.',
    params,
    response: suggestions,
  }),
  runs: op({
    id: 'runs.list',
    method: 'GET',
    path: '/api/lw/projects/{id}/runs',
    rights: project('annotator'),
    tag,
    doc: 'The runs of a project’s suggestions, newest first.',
    params,
    query: z.object(page),
    response: list(pipelineRun),
  }),
  run: op({
    id: 'runs.get',
    method: 'GET',
    path: '/api/lw/projects/{id}/runs/{run}',
    rights: project('annotator'),
    tag,
    doc: 'One run with its steps and its log.',
    params: z.object({ id, run: id }),
    response: runView,
  }),
  cancelRun: op({
    id: 'runs.cancel',
    method: 'POST',
    path: '/api/lw/projects/{id}/runs/{run}/cancel',
    rights: project('manager'),
    tag,
    doc: 'Stop a run; steps that are done stay done. One that ended stays as it is.',
    params: z.object({ id, run: id }),
    response: runView,
  }),
  provenance: op({
    id: 'projects.provenance',
    method: 'GET',
    path: '/api/lw/projects/{id}/provenance',
    rights: project('annotator'),
    tag,
    doc: 'What was made from what, both ways from any node: an annotation (`annotation:7`), a suggestion (`prediction:7`), a run (`run:…`), or a commit of data, labels, a model or predictions (`commit:…`). Without a start, from the model that shows now, else from the last label commit.',
    params,
    query: z.object({ node: z.string().max(200).optional() }),
    response: provenance,
  }),
} as const;
