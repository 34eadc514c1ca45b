import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { dropStrayClasses, sumClasses } from '../classes/class-sums.ts';
import { sqlStatement } from '../../../db/run-sql.ts';

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

type Effect = TaskChange['effect'];
type Text = (sign: '+' | '-', effect: Effect, ids: string) => string;

/** A long text is put together once where it is for one task, as nearly all are. */
const byShape = (text: Text) => {
  const ofOneTask = new Map<string, string>();
  return (sign: '+' | '-', effect: Effect, tasks: number): string => {
    if (tasks !== 1) return text(sign, effect, Array.from({ length: tasks }, () => '?').join(', '));
    const known = ofOneTask.get(sign + effect) ?? text(sign, effect, '?');
    ofOneTask.set(sign + effect, known);
    return known;
  };
};

/** All that a project counts, as sums over some of its tasks. */
const sums = ({ project, tasks, effect, now }: TaskChange, sign: '+' | '-'): Statement => ({
  sql: sumsText(sign, effect, tasks.length),
  parameters: [...(effect === 'none' ? [] : [now]), project, ...tasks, project],
});

const sumsText = byShape((sign, effect, ids) => {
  const sum = (what: string) => `coalesce(sum(${what}), 0)`;
  const flag = (what: string) => sum(`CASE WHEN ${what} THEN 1 ELSE 0 END`);
  const live = (column: string) => sum(`CASE WHEN task.retired = 0 THEN task.${column} ELSE 0 END`);
  return `
    UPDATE project SET (seq, updated_at, tasks, labeled, skipped, retired, annotations, predictions, drafts,
      pending_new, pending_changed, pending_retired, accepted, rejected) = (SELECT
      ${sign === '-' && effect === 'labels' ? 'project.seq + 1' : 'project.seq'},
      ${effect === 'none' ? 'project.updated_at' : '?'},
      project.tasks ${sign} ${flag('task.retired = 0')},
      project.labeled ${sign} ${flag("task.state = 'labeled'")},
      project.skipped ${sign} ${flag("task.state = 'skipped'")},
      project.retired ${sign} ${flag('task.retired = 1')},
      project.annotations ${sign} ${live('annotations')},
      project.predictions ${sign} ${live('predictions')},
      project.drafts ${sign} ${live('drafts')},
      project.pending_new ${sign} ${flag('task.pending = 1')},
      project.pending_changed ${sign} ${flag('task.pending = 2')},
      project.pending_retired ${sign} ${flag('task.pending = 3')},
      project.accepted ${sign} ${flag("task.retired = 0 AND task.review = 'accepted'")},
      project.rejected ${sign} ${flag("task.retired = 0 AND task.review = 'rejected'")}
      FROM task WHERE task.project = ? AND task.id IN (${ids}))
    WHERE id = ?`;
});

/** What each task counts, from its own rows. */
const recount = ({ project, tasks, effect, now }: TaskChange): Statement => ({
  sql: recountText('+', effect, tasks.length),
  parameters: [...(effect === 'none' ? [] : [project, now]), project, ...tasks],
});

const recountText = byShape((_, effect, ids) => {
  const some = (where: string) =>
    `EXISTS (SELECT 1 FROM annotation WHERE annotation.task = task.id AND annotation.${where})`;
  const count = (table: string, where = '') =>
    `(SELECT count(*) FROM ${table} WHERE ${table}.task = task.id${where})`;
  const hasLabels = 'retired = 0 AND EXISTS (SELECT 1 FROM annotation WHERE annotation.task = task.id)';
  const labels = {
    labels: `, version = (SELECT seq FROM project WHERE project.id = ?), updated_at = ?,
      pending = CASE WHEN ${hasLabels} THEN 1 + in_base ELSE in_base * 3 END`,
    clean: `, version = (SELECT seq FROM project WHERE project.id = ?), updated_at = ?, pending = 0,
      in_base = CASE WHEN ${hasLabels} THEN 1 ELSE 0 END`,
    none: '',
  }[effect];
  return `
    UPDATE task SET
      annotations = ${count('annotation', ' AND skipped = 0')},
      skips = ${count('annotation', ' AND skipped = 1')},
      predictions = ${count('prediction')},
      score = (SELECT score FROM prediction WHERE prediction.task = task.id ORDER BY id DESC LIMIT 1),
      drafts = ${count('draft')},
      review = CASE WHEN ${some("review = 'rejected'")} THEN 'rejected'
        WHEN ${some("review = 'accepted'")}
          AND NOT EXISTS (SELECT 1 FROM annotation WHERE annotation.task = task.id AND review IS NULL
            AND annotation.skipped = 0) THEN 'accepted' END,
      state = CASE WHEN retired = 1 THEN 'retired'
        WHEN ${some('skipped = 0')} THEN 'labeled'
        WHEN EXISTS (SELECT 1 FROM annotation WHERE annotation.task = task.id) THEN 'skipped'
        ELSE 'open' END${labels}
    WHERE project = ? AND id IN (${ids})`;
});

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
