import type { ModelType } from '../../model-type.ts';
import { loadModel } from './load-model.ts';
import { defaultParameters, readParameters } from './parameters.ts';
import { findQuestion } from './question.ts';
import { createTraining } from './training.ts';

/** Classes of whole texts: hashed n-grams under a linear model. Trains in seconds, without a download. */
export const textClassification: ModelType = {
  name: 'text-classification',
  version: 3,
  title: 'Text classification',
  defaults: defaultParameters,
  leastExamples: defaultParameters.minExamples,
  fits(config) {
    const found = findQuestion(config);
    return found.type === 'found'
      ? { type: 'fits', control: found.question.control }
      : { type: 'unfit', reason: found.reason };
  },
  training(config, parameters) {
    const found = findQuestion(config);
    if (found.type === 'none') throw new Error(found.reason);
    return createTraining(found.question, readParameters(parameters));
  },
  load: loadModel,
};
