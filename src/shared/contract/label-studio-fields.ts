import * as z from 'zod';
import { json } from './fields.ts';
import type { Operation } from './op.ts';

/** An operation of Label Studio's API: its errors, and a trailing slash or none. */
export const ls = <const O extends Omit<Operation, 'labelStudio' | 'tag'>>(
  operation: O,
): O & { readonly labelStudio: true; readonly tag: 'Label Studio' } => ({
  ...operation,
  labelStudio: true,
  tag: 'Label Studio',
});

/** Ids stand in paths as text; one that is no integer is simply not found. */
const pathId = z.string().min(1).max(64);
export const idParams = z.object({ id: pathId });
export const project = <R extends 'manager' | 'reviewer' | 'annotator'>(needed: R) =>
  ({ type: 'project', role: needed }) as const;
/** The task, annotation or storage of the path belongs to a project: the handler looks it up and asks for the role. */
export const byOwner = { type: 'account' } as const;

export const lsId = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export const lsTime = z.iso.datetime();
export const flag = z.stringbool();
export const count = z.number().int();
export const data = z.record(z.string(), json);
/** A page number, from 1. */
export const pageNumber = z.coerce.number().int().min(1).max(1_000_000_000).default(1);
export const results = z.array(z.record(z.string(), json));
/** A list of results, one `value`, or the one answer of a single-valued control. */
export const looseResult = z.union([results, z.record(z.string(), json), z.string(), z.number()]);

export const simpleUser = z.looseObject({
  id: count,
  first_name: z.string(),
  last_name: z.string(),
  username: z.string(),
  email: z.string(),
  avatar: z.string().nullable(),
});
export const paged = <Item extends z.ZodType>(item: Item) =>
  z.object({
    count,
    next: z.string().nullable(),
    previous: z.string().nullable(),
    results: z.array(item),
  });
