import * as z from 'zod';
import { commitId, id, json, list, name, page, ref, time } from './fields.ts';
import { op } from './op.ts';
import { projectParams, projectRole } from './project-rights.ts';

const tag = 'Projects';

/** What the next label commit would hold. */
export const pending = z.object({ new: z.number(), changed: z.number(), retired: z.number() });

const commitRef = z.object({ id: z.string(), time, message: z.string() });
/** A commit that was made, bare and as `commit`; `{commit: null}` when nothing changed. */
const madeCommit = commitRef.partial().extend({ commit: commitRef.nullable() });
/** What a label commit changed against its first parent; of many tasks only how many, `more`: than are counted. */
const commitChanges = z.object({
  tasks: z.number(),
  annotations: z.number().optional(),
  region: z.number().optional(),
  answer: z.number().optional(),
  relation: z.number().optional(),
  more: z.boolean(),
});
export type CommitChanges = z.infer<typeof commitChanges>;
const changed = z.enum(['added', 'removed', 'modified']);
const changeKind = z.enum(['added', 'removed', 'relabeled', 'changed']);
export type ChangeKind = z.infer<typeof changeKind>;
/** One thing that differs between two label commits. */
export const labelChange = z.object({
  key: z.string(),
  path: z.string(),
  taskId: id.nullable(),
  change: changed,
  before: json.nullable(),
  after: json.nullable(),
  /** The item’s data, with URLs of the media that these labels were made on. */
  resolved: z.record(z.string(), json),
  /** Of the task itself, what differs: `data`, `source`. */
  fields: z.array(z.string()),
  /** The annotations in which something differs, and whose they are. */
  annotations: z.array(
    z.object({
      annotation: z.string(),
      author: z.object({ id: z.string(), name: z.string() }),
      change: changed,
      /** Of the annotation itself, what differs (`was_cancelled`, `ground_truth`, …); none: only results do. */
      fields: z.array(z.string()),
    }),
  ),
  /** What differs of their results: regions, answers about the item, relations. */
  regions: z.array(
    z.object({
      annotation: z.string(),
      identity: z.string(),
      change: changed,
      /** What a person calls it: relabeled where its classes differ, whatever else does. */
      kind: changeKind,
      before: json.nullable(),
      after: json.nullable(),
      fields: z.array(z.string()),
    }),
  ),
});
export type LabelChange = z.infer<typeof labelChange>;
const conflict = z.object({
  id,
  taskId: id.nullable(),
  key: z.string(),
  annotation: z.string(),
  identity: z.string(),
  kind: z.string(),
  /** Of the contested key for `field`. */
  field: z.string().nullable(),
  base: json.nullable(),
  ours: json.nullable(),
  theirs: json.nullable(),
  created: time,
});
export type Conflict = z.infer<typeof conflict>;

export const settled = z.object({
  resolved: z.number(),
  missed: z.number(),
  /** The act that `acts/{act}/undo` takes back; null: nothing of it can be. */
  undo: z.string().nullable(),
});

export const labelOperations = {
  pending: op({
    id: 'labels.pending',
    method: 'GET',
    path: '/api/projects/{id}/pending',
    rights: projectRole('annotator'),
    tag,
    doc: 'What the next label commit would hold.',
    params: projectParams,
    response: pending.extend({ mine: pending }),
  }),
  commit: op({
    id: 'labels.commit',
    method: 'POST',
    path: '/api/projects/{id}/commit',
    rights: projectRole('annotator'),
    tag,
    doc: 'Commit labels: everyone’s (reviewers and up), or one’s own with `mine`. 201 with the commit, or 200 {commit: null} when nothing changed.',
    params: projectParams,
    body: z.object({
      message: z.string().max(10_000).optional(),
      mine: z.boolean().default(false),
      ifHead: commitId.nullish(),
    }),
    response: madeCommit.extend({ conflicts: z.number(), changes: commitChanges.nullable() }),
    status: 201,
  }),
  restore: op({
    id: 'labels.restore',
    method: 'POST',
    path: '/api/projects/{id}/restore',
    rights: projectRole('manager'),
    tag,
    doc: 'Go back to the labels of a ref: commits what is uncommitted, then makes a new commit with that content. Undo it by restoring `before`.',
    params: projectParams,
    body: z.object({ ref, message: z.string().max(10_000).optional(), ifHead: commitId.nullish() }),
    response: madeCommit.extend({ before: z.string().nullable() }),
  }),
  labelDiff: op({
    id: 'labels.diff',
    method: 'GET',
    path: '/api/projects/{id}/label-diff',
    rights: projectRole('annotator'),
    tag,
    doc: 'What changed between two label commits, by task, annotation and region. Annotators see what is their own. A page may hold less than asked for, and still name the next.',
    params: projectParams,
    query: z.object({
      ...page,
      /** Left out: from no labels at all. */
      from: ref.optional(),
      to: ref,
      /** Of this task only. */
      task: id.optional(),
      /** Only results that were added or removed, that have other classes now, or that changed otherwise. */
      kind: changeKind.optional(),
      /** Only results of this class, before or after. */
      class: z.string().optional(),
      /** Only annotations of this account. */
      author: z.string().optional(),
    }),
    response: list(labelChange),
  }),
  history: op({
    id: 'labels.history',
    method: 'GET',
    path: '/api/projects/{id}/label-history',
    rights: projectRole('annotator'),
    tag,
    doc: 'The label commits, newest first.',
    params: projectParams,
    query: z.object(page),
    response: list(
      commitRef.extend({
        authors: z.array(z.object({ id: z.string(), name: z.string(), changes: z.number() })),
        changes: commitChanges,
        parents: z.array(z.string()),
        tags: z.array(z.string()),
        provenance: z.array(z.object({ repo: z.string(), commit: z.string() })),
      }),
    ),
  }),
  tagLabels: op({
    id: 'labels.tag',
    method: 'POST',
    path: '/api/projects/{id}/label-tags',
    rights: projectRole('manager'),
    tag,
    doc: 'Name a label commit for good.',
    params: projectParams,
    body: z.object({ name, head: ref.optional() }),
    response: z.object({ name, commit: z.string() }),
    status: 201,
  }),
  conflicts: op({
    id: 'conflicts.list',
    method: 'GET',
    path: '/api/projects/{id}/conflicts',
    rights: projectRole('reviewer'),
    tag,
    doc: 'Clashes between the labels here and those that came by the branch.',
    params: projectParams,
    query: z.object(page),
    response: list(conflict),
  }),
  resolveConflict: op({
    id: 'conflicts.resolve',
    method: 'POST',
    path: '/api/projects/{id}/conflicts/{conflict}',
    rights: projectRole('reviewer'),
    tag,
    doc: 'Settle a conflict: ours or theirs. Undo it as the act `undo`.',
    params: z.object({ id, conflict: id }),
    body: z.object({ take: z.enum(['ours', 'theirs']) }),
    response: settled,
  }),
} as const;
