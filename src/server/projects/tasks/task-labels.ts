import { sql } from 'kysely';
import { findResultType, findTag } from '../../../labels/config/tag-registry.ts';
import { ownValue } from '../../../labels/json.ts';
import { isTextArray, type LabelResult, textOf, valueOf } from '../../../labels/results/label-result.ts';
import type { TaskLabels } from '../../../shared/contract/project-tasks.ts';
import type { Server } from '../../server.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { ClassRow } from '../tables.ts';
import { configOf } from './check-result.ts';

const mostTexts = 12;
const longestText = 120;

type Counts = Map<string, Map<string, number>>;

/**
 * What some tasks' annotations say at some controls. Classes come from the rows that are kept of them; only texts,
 * numbers and bare shapes need the results themselves.
 */
export const taskLabels = async (
  server: Pick<Server, 'db'>,
  args: { config: string; controls: readonly string[]; tasks: readonly number[] },
): Promise<(task: number) => TaskLabels> => {
  const { controls, tasks } = args;
  const byTask = new Map<number, Counts>();
  const add = (task: number, control: string, text: string, count: number): void => {
    const counts: Counts = byTask.get(task) ?? new Map();
    const texts = counts.get(control) ?? new Map<string, number>();
    byTask.set(task, counts.set(control, texts.set(text, (texts.get(text) ?? 0) + count)));
  };
  const known = configOf(args.config).controls;
  const hasClasses = (control: string) =>
    findTag(known.get(control)?.tag ?? '')?.results?.some((type) => type.hasClasses) ?? false;
  const classed = controls.filter(hasClasses);
  const others = new Set(controls.filter((control) => !hasClasses(control)));
  if (tasks.length > 0 && classed.length > 0)
    for (const { task, control, name, count } of await readSql<ClassRow>(
      server.db,
      sql`SELECT * FROM annotation_class WHERE task IN (${sql.join(tasks)}) AND control IN (${sql.join(classed)})`,
    ))
      add(task, control, name, Number(count));
  if (tasks.length > 0 && others.size > 0)
    for (const { task, result } of await readSql<{ task: number; result: string }>(
      server.db,
      sql`SELECT task, result FROM annotation WHERE skipped = 0 AND task IN (${sql.join(tasks)}) ORDER BY id`,
    ))
      for (const each of JSON.parse(result) as LabelResult[]) {
        const control = textOf(each, 'from_name');
        if (control !== undefined && others.has(control)) add(task, control, answerText(each), 1);
      }
  return (task) =>
    Object.fromEntries(
      [...(byTask.get(task) ?? [])].map(([control, texts]) => [control, mostFrequent(texts)]),
    );
};

const mostFrequent = (texts: ReadonlyMap<string, number>) =>
  [...texts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, mostTexts);

/** What a result without classes says, in a line; of a bare shape its kind. */
const answerText = (result: LabelResult): string => {
  const type = textOf(result, 'type') ?? '';
  const key = findResultType(type)?.key ?? type;
  const answer = ownValue(valueOf(result), key);
  const text = isTextArray(answer)
    ? answer.join(' / ')
    : typeof answer === 'string' || typeof answer === 'number'
      ? String(answer)
      : type;
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
};
