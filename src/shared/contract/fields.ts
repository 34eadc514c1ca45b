import * as z from 'zod';

/** Parts that several operations share. Ids are strings in our API; times are ISO 8601 in UTC. */
export const id = z.string().min(1).max(64);
export const time = z.iso.datetime();
export const name = z.string().regex(/^[A-Za-z0-9_-]{1,63}$/, 'use 1 to 63 of A-Z a-z 0-9 _ -');
/** A branch, a tag, or 8 to 64 hex digits of a commit. */
export const ref = z.string().min(1).max(64);
export const commitId = z.string().regex(/^[0-9a-f]{64}$/);
export const json = z.json();
export const role = z.enum(['owner', 'manager', 'reviewer', 'annotator']);
export const email = z.email().max(254);
export const password = z.string().min(8, 'at least 8 characters').max(200);

/** `?cursor=&limit=` of every list; a list answers {items, next?}, `next` being the cursor of the next page. */
export const page = {
  cursor: z.string().max(2048).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
};
export const list = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() });
