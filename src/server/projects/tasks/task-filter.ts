import { type RawBuilder, sql } from 'kysely';
import { type TaskFilter, taskFilter } from '../../../shared/contract/task-filter.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { afterPrefix } from '../../../versions/tree/utf8-order.ts';
import { likePattern } from '../like-pattern.ts';

/** A filter as a query carries it: JSON. Throws request.invalid for what is no filter, or none of the known fields. */
export const readTaskFilter = (text: string | undefined): TaskFilter => {
  if (text === undefined || text === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('request.invalid', { reason: 'filter is not JSON' });
  }
  const parsed = taskFilter.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = ['filter', ...(issue?.path ?? [])].join('.');
  throw new AppError('request.invalid', { reason: `${where}: ${issue?.message ?? 'not understood'}` });
};

type Condition = RawBuilder<unknown>;
type Conditions = {
  readonly [Field in keyof TaskFilter]-?: (
    wanted: NonNullable<TaskFilter[Field]>,
    project: number,
  ) => Condition;
};

const after = (column: string) => (at: string) => sql`${sql.ref(column)} >= ${Date.parse(at)}`;
const before = (column: string) => (at: string) => sql`${sql.ref(column)} <= ${Date.parse(at)}`;

/** To filter by one more: a field in the contract and a line here. */
const conditions: Conditions = {
  state: (state) => sql`state = ${state}`,
  // as the text stands in JSON
  text: (text) => sql`data LIKE ${likePattern(JSON.stringify(text).slice(1, -1))} ESCAPE '\\'`,
  label: ({ name, control }, project) => sql`id IN (SELECT task FROM annotation_class
    WHERE project = ${project} AND name = ${name} ${control === undefined ? sql`` : sql`AND control = ${control}`})`,
  annotator: (account, project) =>
    sql`id IN (SELECT task FROM annotation WHERE project = ${project} AND author = ${account})`,
  reviewed: (review) =>
    review === 'none' ? sql`review IS NULL AND annotations > 0` : sql`review = ${review}`,
  annotationsFrom: (least) => sql`annotations >= ${least}`,
  annotationsTo: (most) => sql`annotations <= ${most}`,
  scoreFrom: (least) => sql`score >= ${least}`,
  scoreTo: (most) => sql`score <= ${most}`,
  // by themselves, so that SQLite does not go through all tasks for the sake of the order
  assignee: (account, project) =>
    account === 'none'
      ? sql`assignee IS NULL`
      : sql`id IN (SELECT id FROM task WHERE project = ${project} AND assignee = ${account})`,
  source: (prefix) => {
    const end = afterPrefix(prefix);
    return sql`source_path >= ${prefix} ${end === null ? sql`` : sql`AND source_path < ${end}`}`;
  },
  createdFrom: after('created_at'),
  createdTo: before('created_at'),
  updatedFrom: after('updated_at'),
  updatedTo: before('updated_at'),
  pending: (wanted) => (wanted ? sql`pending > 0` : sql`pending = 0`),
  comments: (wanted) => (wanted ? sql`comments > 0` : sql`comments = 0`),
};

/** The filter as conditions of a query over `task`, each with AND before it. */
export const filterSql = (filter: TaskFilter, project: number): Condition => {
  const parts = (Object.keys(filter) as (keyof TaskFilter)[]).flatMap((field) => {
    const wanted = filter[field];
    const condition = conditions[field] as (wanted: unknown, project: number) => Condition;
    return wanted === undefined ? [] : [sql`AND (${condition(wanted, project)})`];
  });
  return parts.length === 0 ? sql`` : sql.join(parts, sql` `);
};
