import * as z from 'zod';
import { commitId, id, time } from './fields.ts';
import { op } from './op.ts';
import { projectParams, projectRole } from './project-rights.ts';

const text = z.string().min(1).max(1000);
/** null for names of relations. */
const control = text.nullable();

/** What becomes of a class or a control; nested choices are named by their path, joined by " / ". */
export const classChange = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rename'), control, from: text, to: text }),
  z.object({ type: z.literal('merge'), control, from: z.array(text).min(1).max(1000), to: text }),
  z.object({ type: z.literal('remove'), control, name: text }),
  z.object({ type: z.literal('rename-control'), from: text, to: text }),
  z.object({ type: z.literal('rename-object'), from: text, to: text }),
]);
export type ClassChange = z.infer<typeof classChange>;

const followCounts = z.object({ results: z.number(), unfit: z.number() });

export const configOperations = {
  changeConfig: op({
    id: 'projects.changeConfig',
    method: 'POST',
    path: '/api/lw/projects/{id}/config-change',
    rights: projectRole('manager'),
    tag: 'Projects',
    doc: 'Change the config and the labels with it, as one label commit; all that `mapping` names happens at once. With `dryRun` only the counts (by a guessed mapping, where none is given). What no longer fits is kept and listed. Undo it by restoring `before`.',
    params: projectParams,
    body: z.object({
      config: z.string().max(2_000_000),
      mapping: z.array(classChange).max(10_000).optional(),
      dryRun: z.boolean().default(false),
      message: z.string().max(10_000).optional(),
    }),
    response: z.object({
      commit: z.object({ id: commitId, time, message: z.string() }).nullable(),
      before: commitId.nullable(),
      classes: z.array(
        z.object({
          control,
          name: z.string(),
          change: z.enum(['added', 'removed', 'renamed']),
          to: z.string().optional(),
          inUse: z.number(),
        }),
      ),
      controls: z.array(
        z.object({
          name: z.string(),
          change: z.enum(['added', 'removed', 'retyped', 'retargeted']),
          inUse: z.number(),
        }),
      ),
      objects: z.array(z.object({ name: z.string(), change: z.enum(['added', 'removed', 'retyped']) })),
      /** A guess to begin with. */
      mapping: z.array(classChange),
      /** Changed tasks and results. */
      tasks: z.number(),
      results: z.number(),
      /** How many results have no place in the new config; `items` are the first 500. */
      unfit: z.number(),
      items: z.array(
        z.object({
          taskId: id,
          annotation: z.string(),
          identity: z.string(),
          reason: z.string(),
          /** It did not fit the old config either. */
          wasUnfit: z.boolean(),
        }),
      ),
      /** Suggestions on open tasks and drafts, which go with the change. */
      suggestions: followCounts,
      drafts: followCounts,
    }),
  }),
} as const;
