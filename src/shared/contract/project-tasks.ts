import * as z from 'zod';
import { id, json, list, page, time } from './fields.ts';
import { taskSorts } from '../task-orders.ts';
import { op } from './op.ts';
import { projectParams, projectRole } from './project-rights.ts';

const tag = 'Projects';

export const annotation = z.object({
  id,
  taskId: id,
  author: z.object({ id: z.string(), name: z.string() }),
  result: z.array(json),
  skipped: z.boolean(),
  /** Why, where the one who skipped said so. */
  skipReason: z.string().nullable(),
  created: time,
  updated: time,
  leadTime: z.number().nullable(),
  /** Grows with every change; send it back as `ifVersion` to notice that somebody else changed it. */
  version: z.number().int(),
  committed: z.boolean(),
  /** A reviewer's decision on this version of it. */
  review: z
    .object({
      decision: z.enum(['accepted', 'rejected']),
      comment: z.string(),
      by: z.object({ id: z.string(), name: z.string() }),
      at: time,
    })
    .nullable(),
});
export type Annotation = z.infer<typeof annotation>;
export const prediction = z.object({
  id,
  result: z.array(json),
  score: z.number().nullable(),
  modelVersion: z.string(),
  created: time,
});
export const draft = z.object({
  id,
  annotationId: id.nullable(),
  result: z.array(json),
  leadTime: z.number().nullable(),
  updated: time,
});
const taskState = z.enum(['open', 'labeled', 'skipped', 'retired']);
/** Labels of a task by control, as a column of a list shows them: the most frequent first, long texts cut. */
const taskLabels = z.record(z.string(), z.array(z.object({ text: z.string(), count: z.number() })));
export type TaskLabels = z.infer<typeof taskLabels>;

export const taskItem = z.object({
  id,
  key: z.string(),
  data: z.record(z.string(), json),
  state: taskState,
  /** Of the last skip that gave one, while the task is skipped. */
  skipReason: z.string().nullable(),
  source: z
    .object({ repo: z.string(), path: z.string(), row: z.union([z.number(), z.string()]).nullable() })
    .nullable(),
  annotations: z.number(),
  predictions: z.number(),
  annotators: z.array(z.string()),
  /** Of its newest prediction. */
  score: z.number().nullable(),
  /** Only of the controls that were asked for. */
  labels: taskLabels.optional(),
  pending: z.boolean(),
  suggestion: z.boolean(),
  /** `rejected` while one annotation is, `accepted` when all are. */
  review: z.enum(['accepted', 'rejected']).nullable(),
  /** Open comments. */
  comments: z.number(),
  /** Who alone gets it as next task. */
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The source has other data by now, and its policy kept this. */
  stale: z.boolean().optional(),
  created: time,
  updated: time,
});
export const taskView = taskItem
  .omit({ annotations: true, predictions: true, skipReason: true, labels: true })
  .extend({
    /** Task data with media turned into URLs that the browser can load. */
    resolved: z.record(z.string(), json),
    annotations: z.array(annotation),
    /** The project's, in which all results here are written. */
    configVersion: z.number().int(),
    /** `unfit`: what the config has no place for any more, and so is not in `result`. */
    predictions: z.array(prediction.extend({ unfit: z.array(z.string()) })),
    /** `unfit`: what in `result` the config has no place for, and cannot be submitted. */
    draft: draft.extend({ unfit: z.array(z.string()) }).nullable(),
    lease: z.object({ until: time }).nullable(),
    previous: id.nullable(),
    next: id.nullable(),
  });
export type TaskItem = z.infer<typeof taskItem>;
export type TaskView = z.infer<typeof taskView>;

/** Of the project as the client knows it; left out, it is the present one. */
const configVersion = z.number().int().min(0).optional();

const submitBody = z.object({
  result: z.array(json),
  configVersion,
  leadTime: z.number().min(0).max(1e7).nullish(),
  skipped: z.boolean().default(false),
  /** With `skipped`: why. Label files hold it as `skip_reason`. */
  skipReason: z.string().trim().max(1000).optional(),
  /** Given once by the client, so that a repeated request does not submit twice. */
  requestId: z.string().max(64).optional(),
  predictions: z.array(id).max(100).default([]),
});

/** What a list of tasks shows; `filter` is JSON of a TaskFilter. */
const matchFields = {
  state: z.enum(['open', 'labeled', 'skipped', 'retired', 'all']).default('all'),
  search: z.string().max(200).optional(),
  filter: z.string().max(4000).optional(),
};
const byIds = z.object({ ids: z.array(id).min(1).max(10_000) });
const byMatch = z.object({ match: z.object(matchFields) });

export const taskOperations = {
  tasks: op({
    id: 'tasks.list',
    method: 'GET',
    path: '/api/lw/projects/{id}/tasks',
    rights: projectRole('annotator'),
    tag,
    doc: 'Tasks in order, or by newest change, state, number of annotations or score of the newest prediction (which leaves out tasks without a score). `filter` is JSON of {state, text, label: {name, control}, annotator, reviewed, annotationsFrom, annotationsTo, scoreFrom, scoreTo, assignee, source, createdFrom, createdTo, updatedFrom, updatedTo, pending, comments}, all of which have to hold. `columns` is a JSON list of controls whose labels come along. With a search or filter `total` counts to 10,000; `atLeast`: there are more.',
    params: projectParams,
    query: z.object({
      ...page,
      ...matchFields,
      sort: z.enum(taskSorts).default('id'),
      columns: z.string().max(4000).optional(),
    }),
    response: list(taskItem).extend({ total: z.number(), atLeast: z.boolean() }),
  }),
  assignTasks: op({
    id: 'tasks.assign',
    method: 'POST',
    path: '/api/lw/projects/{id}/tasks/assign',
    rights: projectRole('manager'),
    tag,
    doc: 'Give tasks to a person, who alone gets them as next task; null gives them back to everybody. The tasks are `ids`, or all that a list with the filter `match` shows. `undo` names the act for `projects.undo`.',
    params: projectParams,
    body: z.union([byIds.extend({ account: id.nullable() }), byMatch.extend({ account: id.nullable() })]),
    response: z.object({ assigned: z.number(), undo: id.nullable() }),
  }),
  removeTasks: op({
    id: 'tasks.remove',
    method: 'POST',
    path: '/api/lw/projects/{id}/tasks/delete',
    rights: projectRole('manager'),
    tag,
    doc: 'Delete tasks; history keeps their committed labels. The tasks are `ids`, or all that a list with the filter `match` shows. `undo` names the act for `projects.undo`, which brings them back within two weeks.',
    params: projectParams,
    body: z.union([byIds, byMatch]),
    response: z.object({ deleted: z.number(), undo: id.nullable() }),
  }),
  getTask: op({
    id: 'tasks.get',
    method: 'GET',
    path: '/api/lw/projects/{id}/tasks/{task}',
    rights: projectRole('annotator'),
    tag,
    doc: 'One task with its annotations, predictions and the caller’s draft; `lease` takes it for the caller.',
    params: z.object({ id, task: id }),
    query: z.object({ lease: z.stringbool().default(false) }),
    response: taskView,
  }),
  nextTask: op({
    id: 'tasks.next',
    method: 'POST',
    path: '/api/lw/projects/{id}/next',
    rights: projectRole('annotator'),
    tag,
    doc: 'The next task for the caller, leased to them: rejected work of theirs first; {task: null} when none is left. `returned`: how many were rejected.',
    params: projectParams,
    /** `keep`: the task named by `after` stays leased to the caller, who is only asking ahead. */
    body: z.object({ after: id.nullish(), keep: z.boolean().default(false) }),
    response: z.object({ task: taskView.nullable(), open: z.number(), returned: z.number() }),
  }),
  releaseTask: op({
    id: 'tasks.release',
    method: 'POST',
    path: '/api/lw/projects/{id}/tasks/{task}/release',
    rights: projectRole('annotator'),
    tag,
    doc: 'Give the task back to the queue.',
    params: z.object({ id, task: id }),
  }),
  submit: op({
    id: 'annotations.submit',
    method: 'POST',
    path: '/api/lw/projects/{id}/tasks/{task}/annotations',
    rights: projectRole('annotator'),
    tag,
    doc: 'Submit an annotation, or skip the task.',
    params: z.object({ id, task: id }),
    body: submitBody,
    response: annotation,
    status: 201,
  }),
  updateAnnotation: op({
    id: 'annotations.update',
    method: 'PUT',
    path: '/api/lw/projects/{id}/annotations/{annotation}',
    rights: projectRole('annotator'),
    tag,
    doc: 'Change an annotation: one’s own, or any as a reviewer.',
    params: z.object({ id, annotation: id }),
    body: submitBody.extend({ ifVersion: z.number().int().nullish() }),
    response: annotation,
  }),
  removeAnnotation: op({
    id: 'annotations.remove',
    method: 'DELETE',
    path: '/api/lw/projects/{id}/annotations/{annotation}',
    rights: projectRole('annotator'),
    tag,
    doc: 'Delete an annotation: one’s own, or any as a reviewer.',
    params: z.object({ id, annotation: id }),
  }),
  saveDraft: op({
    id: 'drafts.save',
    method: 'PUT',
    path: '/api/lw/projects/{id}/tasks/{task}/draft',
    rights: projectRole('annotator'),
    tag,
    doc: 'Save the caller’s unfinished work on a task.',
    params: z.object({ id, task: id }),
    body: z.object({
      result: z.array(json),
      configVersion,
      annotationId: id.nullish(),
      leadTime: z.number().min(0).nullish(),
    }),
    /** In the present config; another version than was sent tells that the config was changed. */
    response: draft.extend({ configVersion: z.number().int() }),
  }),
  removeDraft: op({
    id: 'drafts.remove',
    method: 'DELETE',
    path: '/api/lw/projects/{id}/tasks/{task}/draft',
    rights: projectRole('annotator'),
    tag,
    doc: 'Throw the caller’s draft away.',
    params: z.object({ id, task: id }),
  }),
} as const;
