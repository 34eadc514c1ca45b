import { parsedLabelConfig } from '../../../labels/config/parsed-label-config.ts';
import { sameJson } from '../../../labels/canonical-json.ts';
import type { Json } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { configOf } from '../../projects/tasks/check-result.ts';
import { PartProblems } from '../api/parse-part.ts';

/** Reads a config for a client of Label Studio's: what is wrong stands in `validation_errors.label_config` too. */
export const checkConfig = (config: string): void => {
  try {
    if (config.trim() === '')
      throw new AppError('config.invalid', { line: 1, column: 1, reason: 'the config is empty' });
    configOf(config);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problems = [{ path: 'label_config', message: error.message }];
    throw new AppError(error.code, error.data, { cause: new PartProblems(problems) });
  }
};

/** Whether two configs differ in what results depend on: controls, what they point at, and their labels. */
export const differsInEssence = (one: string, other: string): boolean => {
  const essence = (config: string): Json => {
    const parsed = parsedLabelConfig(configOf(config.trim() === '' ? '<View></View>' : config));
    return Object.fromEntries(
      Object.entries(parsed).map(([name, { type, to_name, inputs, labels }]) => [
        name,
        { type, to_name, inputs, labels: [...labels].sort() },
      ]),
    ) as unknown as Json;
  };
  return !sameJson(essence(one), essence(other));
};
