import type { Config } from '../config/config.ts';
import { type Json, isJsonObject } from '../json.ts';
import { isRelation, textOf } from './label-result.ts';
import { validateResults } from './validate-result.ts';

/**
 * The results that a config has a place for, and why it has none for others: they leave with all that belongs to the
 * same region, and with the relations to it. An empty config takes anything.
 */
export const fittingResults = (
  config: Config,
  results: readonly Json[],
): { readonly fitting: readonly Json[]; readonly unfit: readonly string[] } => {
  const problems = validateResults(config, results);
  if (problems.length === 0) return { fitting: results, unfit: [] };
  const unfit = new Set(problems.map(({ index }) => results[index]));
  const idOf = (result: Json) => (isJsonObject(result) ? textOf(result, 'id') : undefined);
  const gone = new Set([...unfit].flatMap((result) => idOf(result as Json) ?? []));
  const leaves = (result: Json): boolean => {
    if (unfit.has(result)) return true;
    const ids =
      isJsonObject(result) && isRelation(result)
        ? [textOf(result, 'from_id'), textOf(result, 'to_id')]
        : [idOf(result)];
    return ids.some((id) => id !== undefined && gone.has(id));
  };
  return {
    fitting: results.filter((result) => !leaves(result)),
    unfit: problems.map(({ reason }) => reason),
  };
};
