import * as z from 'zod';
import { id, time } from './fields.ts';

const text = z.string().min(1).max(1024);

/** What a list of tasks can be filtered by; all that is given has to hold. Anything else is refused. */
export const taskFilter = z.strictObject({
  state: z.enum(['open', 'labeled', 'skipped', 'retired']).optional(),
  /** Within the data, in any case. */
  text: text.optional(),
  /** A class that an annotation uses, of any control or of this. */
  label: z.strictObject({ name: text, control: text.optional() }).optional(),
  /** Account of somebody who annotated it. */
  annotator: id.optional(),
  reviewed: z.enum(['accepted', 'rejected', 'none']).optional(),
  /** How many annotations it has, skips left out. */
  annotationsFrom: z.number().int().min(0).optional(),
  annotationsTo: z.number().int().min(0).optional(),
  /** The score of its newest prediction. */
  scoreFrom: z.number().optional(),
  scoreTo: z.number().optional(),
  /** Account, or `none`. */
  assignee: id.optional(),
  /** How the path of its source file begins. */
  source: text.optional(),
  createdFrom: time.optional(),
  createdTo: time.optional(),
  updatedFrom: time.optional(),
  updatedTo: time.optional(),
  /** Whether it has changes that are in no label commit. */
  pending: z.boolean().optional(),
  /** Whether it has open comments. */
  comments: z.boolean().optional(),
});
export type TaskFilter = z.infer<typeof taskFilter>;
