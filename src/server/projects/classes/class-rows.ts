import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { LabelResult } from '../../../labels/results/label-result.ts';
import { countLabels } from '../../../labels/results/label-counts.ts';
import { insertRows } from '../insert-rows.ts';
import { sqlStatement } from '../../../db/run-sql.ts';

export type ClassUse = { readonly control: string; readonly name: string; readonly count: number };

/** Which classes an annotation uses, how often; a skipped one none. */
export const classUses = (result: readonly LabelResult[], skipped: boolean): readonly ClassUse[] =>
  skipped
    ? []
    : [...countLabels(result)].flatMap(([control, names]) =>
        [...names].map(([name, count]) => ({ control, name, count })),
      );

const columns = ['annotation', 'control', 'name', 'task', 'project', 'count'] as const;

/** An annotation as it will be. */
export type Labeled = {
  readonly annotation: number;
  readonly task: number;
  readonly project: number;
  readonly result: readonly LabelResult[];
  readonly skipped: boolean;
};

/** The classes of new annotations, for the plan that inserts them (within `changeTasks`, which keeps the sums). */
export const insertClasses = (...labeled: readonly Labeled[]): readonly Statement[] =>
  insertRows(
    'annotation_class',
    columns,
    labeled.flatMap(({ annotation, task, project, result, skipped }) =>
      classUses(result, skipped).map((use) => ({ annotation, task, project, ...use })),
    ),
  );

/** The same for those whose result or state changes: a few statements, however many there are. */
export const replaceClasses = (...labeled: readonly Labeled[]): readonly Statement[] => {
  const drops: Statement[] = [];
  for (let at = 0; at < labeled.length; at += 500) {
    const ids = labeled.slice(at, at + 500).map(({ annotation }) => annotation);
    drops.push(sqlStatement(sql`DELETE FROM annotation_class WHERE annotation IN (${sql.join(ids)})`));
  }
  return [...drops, ...insertClasses(...labeled)];
};
