import { textOf, type LabelResult } from './label-result.ts';
import { isRegion } from './result-identity.ts';

/** How many regions an annotation has: results that share an id are one; classifications and relations none. */
export const countRegions = (results: readonly LabelResult[]): number => {
  const regions = results.filter(isRegion);
  const ids = regions.map((result) => textOf(result, 'id'));
  return new Set(ids.filter((id) => id !== undefined)).size + ids.filter((id) => id === undefined).length;
};
