import { findResultType } from '../config/tag-registry.ts';
import { type Json, ownValue } from '../json.ts';
import { isTextArray, type LabelResult, textOf, valueOf } from './label-result.ts';

/** Control name to class to count. A nested choice or taxonomy path is one class, its steps joined by " / ". */
export type LabelCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** How often each label, choice or taxonomy path was used. Controls without classes (texts, numbers) are left out. */
export const countLabels = (results: readonly LabelResult[]): LabelCounts => {
  const counts = new Map<string, Map<string, number>>();
  for (const result of results) {
    const control = textOf(result, 'from_name');
    const classes = classesOf(result);
    if (control === undefined || classes.length === 0) continue;
    const own = counts.get(control) ?? new Map<string, number>();
    for (const name of classes) own.set(name, (own.get(name) ?? 0) + 1);
    counts.set(control, own);
  }
  return counts;
};

/** The classes that one result names; none for results without classes. */
export const classesOf = (result: LabelResult): readonly string[] => {
  const type = findResultType(textOf(result, 'type') ?? '');
  if (!type?.hasClasses || type.key === undefined) return [];
  const answer = ownValue(valueOf(result), type.key);
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((item: Json) =>
    typeof item === 'string' ? [item] : isTextArray(item) ? [item.join(' / ')] : [],
  );
};
