import * as z from 'zod';
import { time } from './fields.ts';
import { op } from './op.ts';
import { projectParams, projectRole } from './project-rights.ts';

const tag = 'Projects';

export const workView = z.object({
  kind: z.enum(['config', 'merge', 'revert', 'restore']),
  by: z.string(),
  since: time,
  /** Tasks; `total` is null where nobody knows. */
  done: z.number(),
  total: z.number().nullable(),
  /** From `commit` on it can be cancelled no more; `tasks`: the commit is made, and the tasks are brought to it. */
  stage: z.enum(['labels', 'commit', 'tasks']),
});
export type WorkView = z.infer<typeof workView>;

export const workOperations = {
  work: op({
    id: 'projects.work',
    method: 'GET',
    path: '/api/lw/projects/{id}/work',
    rights: projectRole('annotator'),
    tag,
    doc: 'What changes all labels of this project just now, and how far it is. Events named `work` say the same.',
    params: projectParams,
    response: z.object({ work: workView.nullable() }),
  }),
  cancelWork: op({
    id: 'projects.cancelWork',
    method: 'POST',
    path: '/api/lw/projects/{id}/work/cancel',
    rights: projectRole('manager'),
    tag,
    doc: 'Stop it: what it changed goes back. `cancelled` is false when there was nothing to stop, or it commits already.',
    params: projectParams,
    response: z.object({ cancelled: z.boolean() }),
  }),
} as const;
