import * as z from 'zod';
import { auditKinds } from '../audit-kinds.ts';
import { id, json, list, page, time } from './fields.ts';
import { op } from './op.ts';
import { annotation } from './project-tasks.ts';
import { projectParams, projectRole } from './project-rights.ts';

const tag = 'Projects';
const taskParams = z.object({ id, task: id });
const person = z.object({ id: z.string(), name: z.string() });

export const comment = z.object({
  id,
  author: person,
  text: z.string(),
  created: time,
  /** What it is about: an annotation, and a region within it; null: the task. */
  annotationId: id.nullable(),
  region: z.string().nullable(),
  resolved: z.object({ by: person, at: time }).nullable(),
});
export type Comment = z.infer<typeof comment>;

const auditKind = z.enum(auditKinds);

export const auditEntry = z.object({
  id,
  at: time,
  by: person,
  kind: auditKind,
  taskId: id.nullable(),
  annotationId: id.nullable(),
  /** What is worth knowing of this kind: a commit, a count, a comment. */
  detail: z.record(z.string(), json),
  /** Of bulk acts: whether it can be undone still, was, or cannot be any more since two weeks went by. */
  undo: z.enum(['open', 'done', 'ended']).nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const reviewOperations = {
  review: op({
    id: 'annotations.review',
    method: 'POST',
    path: '/api/lw/projects/{id}/annotations/{annotation}/review',
    rights: projectRole('reviewer'),
    tag,
    doc: 'Accept or reject an annotation, or take the decision back with null. Rejected work comes first when its author asks for the next task. A change of the annotation ends its review.',
    params: z.object({ id, annotation: id }),
    body: z.object({
      decision: z.enum(['accepted', 'rejected']).nullable(),
      comment: z.string().max(10_000).default(''),
      /** Refuses when somebody changed it since. */
      ifVersion: z.number().int().nullish(),
    }),
    response: annotation,
  }),
  comments: op({
    id: 'comments.list',
    method: 'GET',
    path: '/api/lw/projects/{id}/tasks/{task}/comments',
    rights: projectRole('annotator'),
    tag,
    doc: 'Comments on a task and its regions, oldest first. Annotators do not see those on other people’s annotations.',
    params: taskParams,
    query: z.object({ open: z.stringbool().default(false) }),
    response: list(comment),
  }),
  addComment: op({
    id: 'comments.create',
    method: 'POST',
    path: '/api/lw/projects/{id}/tasks/{task}/comments',
    rights: projectRole('annotator'),
    tag,
    doc: 'Comment on a task, an annotation, or a region of one.',
    params: taskParams,
    body: z.object({
      text: z.string().trim().min(1).max(10_000),
      annotationId: id.nullish(),
      region: z.string().min(1).max(200).nullish(),
    }),
    response: comment,
    status: 201,
  }),
  resolveComment: op({
    id: 'comments.resolve',
    method: 'POST',
    path: '/api/lw/projects/{id}/tasks/{task}/comments/{comment}/resolve',
    rights: projectRole('annotator'),
    tag,
    doc: 'Mark a comment as settled, or open it again.',
    params: z.object({ id, task: id, comment: id }),
    body: z.object({ resolved: z.boolean().default(true) }),
    response: comment,
  }),
  audit: op({
    id: 'projects.audit',
    method: 'GET',
    path: '/api/lw/projects/{id}/audit',
    rights: projectRole('reviewer'),
    tag,
    doc: 'Who did what in this project, newest first.',
    params: projectParams,
    query: z.object({ ...page, kind: auditKind.optional(), account: id.optional() }),
    response: list(auditEntry),
  }),
  undo: op({
    id: 'projects.undo',
    method: 'POST',
    path: '/api/lw/projects/{id}/acts/{act}/undo',
    rights: projectRole('reviewer'),
    tag,
    doc: 'Take an act back, within two weeks: settled conflicts are open again, their tasks as before (`changed`: how many were changed since and stay so). For managers: deleted tasks return with all that belonged to them (`retired`: how many only as retired tasks, since their data came in again), assignments return, and what an import brought in is deleted, which is an act of its own.',
    params: z.object({ id, act: z.string().min(1).max(64) }),
    response: z.object({ tasks: z.number(), retired: z.number(), changed: z.number() }),
  }),
} as const;
