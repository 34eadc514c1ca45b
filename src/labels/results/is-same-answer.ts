import { stringifyCanonical } from '../canonical-json.ts';
import { classesOf } from './label-counts.ts';
import { type LabelResult, textOf, valueOf } from './label-result.ts';
import { indexResults, isClassification, type ResultIdentity } from './result-identity.ts';

/**
 * Whether people left a suggestion as it was: of every control that it answers they have its results, with equal
 * values, and no others. What other controls say is not looked at; the order of choices means nothing.
 */
export const isSameAnswer = (suggested: readonly LabelResult[], chosen: readonly LabelResult[]): boolean => {
  const controls = new Set(suggested.map((result) => textOf(result, 'from_name')));
  const wanted = valuesOf(suggested);
  const given = valuesOf(chosen.filter((result) => controls.has(textOf(result, 'from_name'))));
  return (
    given.size === wanted.size && [...wanted].every(([identity, value]) => given.get(identity) === value)
  );
};

const valuesOf = (results: readonly LabelResult[]): ReadonlyMap<ResultIdentity, string> =>
  new Map(
    [...indexResults(results)].map(([identity, result]) => {
      const classes = isClassification(result) ? classesOf(result) : [];
      return [identity, stringifyCanonical(classes.length > 0 ? [...classes].sort() : valueOf(result))];
    }),
  );
