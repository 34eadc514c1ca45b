import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { LabelResult } from '../../../labels/results/label-result.ts';
import { countLabels } from '../../../labels/results/label-counts.ts';
import { insertRows } from '../insert-rows.ts';
import { sqlStatement } from '../run-sql.ts';

export type ClassUse = { readonly control: string; readonly name: string; readonly count: number };

/** Which classes an annotation uses, how often; a skipped one none. */
export const classUses = (result: readonly LabelResult[], skipped: boolean): readonly ClassUse[] =>
  skipped
    ? []
    : [...countLabels(result)].flatMap(([control, names]) =>
        [...names].map(([name, count]) => ({ control, name, count })),
      );

const columns = ['annotation', 'control', 'name', 'task', 'project', 'count'] as const;

type Labeled = {
  readonly annotation: number;
  readonly task: number;
  readonly project: number;
  readonly result: readonly LabelResult[];
  readonly skipped: boolean;
};

/** The classes of a new annotation, for the plan that inserts it (within `changeTasks`, which keeps the sums). */
export const insertClasses = ({
  annotation,
  task,
  project,
  result,
  skipped,
}: Labeled): readonly Statement[] =>
  insertRows(
    'annotation_class',
    columns,
    classUses(result, skipped).map((use) => ({ annotation, task, project, ...use })),
  );

/** The same for one whose result or state changes. */
export const replaceClasses = (labeled: Labeled): readonly Statement[] => [
  sqlStatement(sql`DELETE FROM annotation_class WHERE annotation = ${labeled.annotation}`),
  ...insertClasses(labeled),
];
