import { parseConfig } from '../../../labels/config/parse-config.ts';
import type { Config } from '../../../labels/config/config.ts';
import { JsonRefused, stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Json } from '../../../labels/json.ts';
import { fittingResults } from '../../../labels/results/fitting-results.ts';
import { validateResults } from '../../../labels/results/validate-result.ts';
import { AppError } from '../../../shared/errors/app-error.ts';

const parsed = new Map<string, Config>();

/** Parsing is pure, and the same few configs come again with every submit. */
export const configOf = (xml: string): Config => {
  const known = parsed.get(xml);
  if (known) return known;
  const config = parseConfig(xml);
  if (parsed.size >= 50) parsed.clear();
  parsed.set(xml, config);
  return config;
};

/** As `fittingResults`; without a config all fits. */
export const fittingConfig = (config: string, results: readonly Json[]) =>
  config.trim() === '' ? { fitting: results, unfit: [] } : fittingResults(configOf(config), results);

/**
 * Throws result.invalid, naming the first result that does not fit the config. A project without a config takes
 * any result that is JSON.
 */
export const checkResult = (config: string, result: readonly unknown[]): void => {
  try {
    stringifyCanonical(result as Json);
  } catch (error) {
    if (error instanceof JsonRefused)
      throw new AppError('result.invalid', { index: 0, reason: error.reason });
    throw error;
  }
  if (config.trim() === '') return;
  const [problem] = validateResults(configOf(config), result as Json[]);
  if (problem) throw new AppError('result.invalid', { index: problem.index, reason: problem.reason });
};
