import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { dropStrayClasses, sumClasses } from '../classes/class-sums.ts';
import { sqlStatement } from '../run-sql.ts';

/** Whose work a change is: the annotation's author (empty for the system), and who did it. */
export type ChangeAuthor = { readonly author: string; readonly by: string; readonly name: string };

export type TaskChange = {
  readonly project: number;
  /** At most 500: they become parameters. */
  readonly tasks: readonly number[];
  /**
   * `labels`: a label commit would hold the change. `clean`: the rows now equal the label commit that becomes
   * `base`, with a file for each task that has annotations. `none`: drafts, predictions and the like.
   */
  readonly effect: 'labels' | 'clean' | 'none';
  readonly authors?: readonly ChangeAuthor[];
  readonly now: number;
};

/**
 * A plan that changes rows of tasks, with all counters kept: what the tasks counted for leaves the project's sums,
 * the statements run, and what they count for now is added. Exact under any concurrency, since it is all within
 * the one transaction; costs no more than the rows of these tasks.
 */
export const changeTasks = (change: TaskChange, statements: readonly Statement[]): readonly Statement[] => [
  sums(change, '-'),
  ...classes(change, '-'),
  ...statements,
  recount(change),
  ...(change.effect === 'labels' ? authorRows(change) : []),
  ...(change.effect === 'none' ? [] : [dropCleanAuthors(change)]),
  ...(change.effect === 'none' ? [] : [dropStrayClasses(change.tasks)]),
  ...classes(change, '+'),
  sums(change, '+'),
];

/** Drafts, predictions and reviews change no classes. */
const classes = ({ project, tasks, effect }: TaskChange, sign: '+' | '-'): readonly Statement[] =>
  effect === 'none' ? [] : [sumClasses(project, tasks, sign)];

/** All that a project counts, as sums over some of its tasks. */
const sums = ({ project, tasks, effect, now }: TaskChange, sign: '+' | '-'): Statement => {
  const op = sql.raw(sign);
  const step = sign === '-' && effect === 'labels' ? sql`project.seq + 1` : sql`project.seq`;
  const touched = effect === 'none' ? sql`project.updated_at` : sql`${now}`;
  const sum = (what: string) => sql`coalesce(sum(${sql.raw(what)}), 0)`;
  const flag = (what: string) => sum(`CASE WHEN ${what} THEN 1 ELSE 0 END`);
  const live = (column: string) => sum(`CASE WHEN task.retired = 0 THEN task.${column} ELSE 0 END`);
  return sqlStatement(sql`
    UPDATE project SET (seq, updated_at, tasks, labeled, skipped, retired, annotations, predictions, drafts,
      pending_new, pending_changed, pending_retired, accepted, rejected) = (SELECT ${step}, ${touched},
      project.tasks ${op} ${flag('task.retired = 0')},
      project.labeled ${op} ${flag("task.state = 'labeled'")},
      project.skipped ${op} ${flag("task.state = 'skipped'")},
      project.retired ${op} ${flag('task.retired = 1')},
      project.annotations ${op} ${live('annotations')},
      project.predictions ${op} ${live('predictions')},
      project.drafts ${op} ${live('drafts')},
      project.pending_new ${op} ${flag('task.pending = 1')},
      project.pending_changed ${op} ${flag('task.pending = 2')},
      project.pending_retired ${op} ${flag('task.pending = 3')},
      project.accepted ${op} ${flag("task.retired = 0 AND task.review = 'accepted'")},
      project.rejected ${op} ${flag("task.retired = 0 AND task.review = 'rejected'")}
      FROM task WHERE task.project = ${project} AND task.id IN (${sql.join(tasks)}))
    WHERE id = ${project}`);
};

const hasLabels = sql.raw(
  'retired = 0 AND EXISTS (SELECT 1 FROM annotation WHERE annotation.task = task.id)',
);

const some = (where: string) =>
  `EXISTS (SELECT 1 FROM annotation WHERE annotation.task = task.id AND annotation.${where})`;
const reviewed = sql.raw(`CASE WHEN ${some("review = 'rejected'")} THEN 'rejected'
  WHEN ${some("review = 'accepted'")} AND NOT ${some('review IS NULL AND annotation.skipped = 0')} THEN 'accepted' END`);

/** What each task counts, from its own rows. */
const recount = ({ project, tasks, effect, now }: TaskChange): Statement => {
  const count = (table: string, where = '') =>
    sql.raw(`(SELECT count(*) FROM ${table} WHERE ${table}.task = task.id${where})`);
  const labels = {
    labels: sql`,
      version = (SELECT seq FROM project WHERE project.id = ${project}),
      pending = CASE WHEN ${hasLabels} THEN 1 + in_base ELSE in_base * 3 END,
      updated_at = ${now}`,
    clean: sql`,
      version = (SELECT seq FROM project WHERE project.id = ${project}),
      pending = 0,
      in_base = CASE WHEN ${hasLabels} THEN 1 ELSE 0 END,
      updated_at = ${now}`,
    none: sql``,
  }[effect];
  return sqlStatement(sql`
    UPDATE task SET
      annotations = ${count('annotation', ' AND skipped = 0')},
      skips = ${count('annotation', ' AND skipped = 1')},
      predictions = ${count('prediction')},
      score = (SELECT score FROM prediction WHERE prediction.task = task.id ORDER BY id DESC LIMIT 1),
      drafts = ${count('draft')},
      review = ${reviewed},
      state = CASE WHEN retired = 1 THEN 'retired'
        WHEN EXISTS (SELECT 1 FROM annotation WHERE annotation.task = task.id AND annotation.skipped = 0) THEN 'labeled'
        WHEN EXISTS (SELECT 1 FROM annotation WHERE annotation.task = task.id) THEN 'skipped'
        ELSE 'open' END${labels}
    WHERE project = ${project} AND id IN (${sql.join(tasks)})`);
};

const authorRows = ({ project, tasks, authors = [] }: TaskChange): readonly Statement[] =>
  authors.map(({ author, by, name }) =>
    sqlStatement(sql`
      INSERT INTO label_change (project, task, author, changed_by, name, seq, changes)
      SELECT ${project}, task.id, ${author}, ${by}, ${name}, project.seq, 1
      FROM task JOIN project ON project.id = task.project
      WHERE task.project = ${project} AND task.id IN (${sql.join(tasks)})
      ON CONFLICT (project, task, author, changed_by) DO UPDATE
      SET seq = excluded.seq, name = excluded.name, changes = label_change.changes + 1`),
  );

/** A change taken back leaves no author behind. */
const dropCleanAuthors = ({ project, tasks }: TaskChange): Statement =>
  sqlStatement(sql`
    DELETE FROM label_change WHERE project = ${project} AND task IN (
      SELECT id FROM task WHERE id IN (${sql.join(tasks)}) AND pending = 0)`);
