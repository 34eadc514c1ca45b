import * as z from 'zod';
import { commitId, id, list, page, ref, time } from './fields.ts';
import { op } from './op.ts';
import { settled } from './project-labels.ts';
import { projectParams, projectRole } from './project-rights.ts';

const tag = 'Projects';

const commitRef = z.object({ id: commitId, time, message: z.string() });
const changes = z.object({ added: z.number(), removed: z.number(), changed: z.number() });
const message = z.string().max(10_000).optional();
/** Changes nothing, and says what would happen. */
const dryRun = z.boolean().default(false);

export const mergedLabels = z.object({
  commit: commitRef.nullable(),
  /** The commit to restore to undo this. */
  before: commitId.nullable(),
  /** The commit that was merged or reverted. */
  theirs: commitId,
  tasks: changes,
  annotations: changes,
  conflicts: z.number(),
  /** Of the project itself (title, config …): taken over, and clashed so that ours stays. */
  taken: z.array(z.string()),
  kept: z.array(z.string()),
});
export type MergedLabels = z.infer<typeof mergedLabels>;

const taskParams = z.object({ id, task: id });

export const versionOperations = {
  merge: op({
    id: 'labels.merge',
    method: 'POST',
    path: '/api/projects/{id}/merge',
    rights: projectRole('manager'),
    tag,
    doc: 'Merge another branch, tag or commit of the label repo into the project’s labels. `union` keeps annotations apart, `fuse` makes one of several. Clashes wait as conflicts. Undo it by restoring `before`.',
    params: projectParams,
    body: z.object({ from: ref, mode: z.enum(['union', 'fuse']).default('union'), dryRun, message }),
    response: mergedLabels,
  }),
  revert: op({
    id: 'labels.revert',
    method: 'POST',
    path: '/api/projects/{id}/revert',
    rights: projectRole('manager'),
    tag,
    doc: 'Take back what one label commit changed, and keep what came after it. What was changed again since is a conflict.',
    params: projectParams,
    body: z.object({ commit: ref, dryRun, message }),
    response: mergedLabels,
  }),
  resolveConflicts: op({
    id: 'conflicts.resolveAll',
    method: 'POST',
    path: '/api/projects/{id}/conflicts',
    rights: projectRole('reviewer'),
    tag,
    doc: 'Settle all open conflicts, or those in `ids`, the same way. `missed`: choices whose region or task is gone.',
    params: projectParams,
    body: z.object({ take: z.enum(['ours', 'theirs']), ids: z.array(id).min(1).max(10_000).optional() }),
    response: settled,
  }),
  restoreTask: op({
    id: 'tasks.restore',
    method: 'POST',
    path: '/api/lw/projects/{id}/tasks/{task}/restore',
    rights: projectRole('reviewer'),
    tag,
    doc: 'Give one task the labels that it had in a label commit, as a new commit.',
    params: taskParams,
    body: z.object({ ref }),
    response: z.object({ commit: commitRef.nullable(), before: commitId.nullable() }),
  }),
  taskBlame: op({
    id: 'tasks.blame',
    method: 'GET',
    path: '/api/lw/projects/{id}/tasks/{task}/blame',
    rights: projectRole('reviewer'),
    tag,
    doc: 'For each committed region of a task: who last changed it, when, in which commit, and on which input, config and instructions.',
    params: taskParams,
    query: z.object({ ref: ref.optional() }),
    response: z.object({
      /** null: nothing of this task is committed. */
      commit: commitId.nullable(),
      /** There are changes that are in no commit yet. */
      pending: z.boolean(),
      items: z.array(
        z.object({
          annotation: z.string(),
          identity: z.string(),
          region: z.string().nullable(),
          fromName: z.string().nullable(),
          author: z.object({ id: z.string(), name: z.string() }),
          at: time,
          commit: commitRef,
          madeOn: z.object({
            input: z.string().nullable(),
            config: z.string().nullable(),
            instructions: z.string().nullable(),
          }),
        }),
      ),
    }),
  }),
  taskHistory: op({
    id: 'tasks.history',
    method: 'GET',
    path: '/api/lw/projects/{id}/tasks/{task}/history',
    rights: projectRole('annotator'),
    tag,
    doc: 'The label commits that changed one task, newest first, with the regions that each changed. Annotators see what is their own.',
    params: taskParams,
    query: z.object(page),
    response: list(
      commitRef.extend({
        authors: z.array(z.object({ id: z.string(), name: z.string(), changes: z.number() })),
        parents: z.array(z.string()),
        /** How many the task had after it. */
        annotations: z.number(),
        regions: z.array(
          z.object({
            annotation: z.string(),
            identity: z.string(),
            change: z.enum(['added', 'removed', 'modified']),
            fields: z.array(z.string()),
          }),
        ),
      }),
    ),
  }),
} as const;
