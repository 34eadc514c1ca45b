import type { Config } from '../../labels/config/config.ts';
import type { ModelType } from '../model-type.ts';
import { textClassification } from './text-classification/text-classification.ts';

export const modelTypes: readonly ModelType[] = [textClassification];

export const findModelType = (name: string): ModelType | undefined =>
  modelTypes.find((type) => type.name === name);

export type Choice =
  | { readonly type: 'fits'; readonly modelType: ModelType; readonly control: string }
  | { readonly type: 'unfit'; readonly reason: string };

/** The first model type that fits a config, or why none does. */
export const chooseModelType = (config: Config): Choice => {
  const reasons: string[] = [];
  for (const modelType of modelTypes) {
    const fit = modelType.fits(config);
    if (fit.type === 'fits') return { type: 'fits', modelType, control: fit.control };
    reasons.push(`${modelType.title}: ${fit.reason}`);
  }
  return { type: 'unfit', reason: reasons.join(' ') };
};
