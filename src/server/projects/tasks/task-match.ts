import { type RawBuilder, sql } from 'kysely';
import { likePattern } from '../like-pattern.ts';
import type { TaskState } from '../tables.ts';
import { filterSql, readTaskFilter } from './task-filter.ts';

export type TaskMatch = {
  readonly state?: TaskState | 'all' | undefined;
  readonly search?: string | undefined;
  /** JSON of a TaskFilter. */
  readonly filter?: string | undefined;
};

/**
 * The condition that a query over `task` has for the tasks that a list shows; the retired are left out unless asked
 * for. `isNarrowed`: by more than the state, so that no counter says how many there are.
 */
export const taskMatch = (
  project: number,
  { state = 'all', search, filter }: TaskMatch,
): { readonly condition: RawBuilder<unknown>; readonly isNarrowed: boolean } => {
  const wanted = readTaskFilter(filter);
  const live = state === 'retired' || wanted.state === 'retired' ? sql`` : sql`AND retired = 0`;
  return {
    condition: sql`project = ${project} ${live} ${state === 'all' ? sql`` : sql`AND state = ${state}`}
      ${searchSql(search)} ${filterSql(wanted, project)}`,
    isNarrowed: Boolean(search) || Object.keys(wanted).length > 0,
  };
};

const searchSql = (search: string | undefined) => {
  if (!search) return sql``;
  const number = /^\d{1,15}$/.test(search) ? sql`OR id = ${Number(search)}` : sql``;
  // as the text stands in JSON
  const pattern = likePattern(JSON.stringify(search).slice(1, -1));
  return sql`AND (data LIKE ${pattern} ESCAPE '\\' OR key = ${search} ${number})`;
};
