import { createHash } from 'node:crypto';
import type { Model } from '../../model-type.ts';
import { featurize } from './featurize.ts';
import { answerOf, probabilities, rowIndex, toVector } from './linear-model.ts';
import { decodeModel } from './model-file.ts';
import { readText } from './read-example.ts';

export const weightsFile = 'weights.bin';

/** The model that a training made, from its files. Throws where they are none. */
export const loadModel = (files: Readonly<Record<string, Uint8Array>>): Model => {
  const bytes = files[weightsFile];
  if (bytes === undefined) throw new Error(`the model has no ${weightsFile}`);
  const { model, question } = decodeModel(bytes);
  const rowOf = rowIndex(model.ids, model.options.bits);
  const probability = new Float64Array(model.classes.length);
  return {
    predict({ key, data }) {
      const text = readText(question, data);
      if (text === undefined) return undefined;
      const vector = toVector(featurize(text, model.options), rowOf, model.idf);
      probabilities(vector, model.weights, model.bias, model.single, probability);
      const answer = answerOf(probability, model.single);
      if (answer.length === 0) return undefined;
      const choices = answer.map((index) => model.classes[index] as string);
      const sure = model.single
        ? (probability[answer[0] ?? 0] as number)
        : probability.reduce((sum, p) => sum + Math.max(p, 1 - p), 0) / probability.length;
      return {
        // the same answer has the same id, so that equal predictions are equal bytes
        result: [
          {
            id: createHash('sha256').update(`${key} ${question.control}`).digest('hex').slice(0, 10),
            type: 'choices',
            from_name: question.control,
            to_name: question.object,
            value: { choices },
          },
        ],
        score: Math.round(sure * 10_000) / 10_000,
      };
    },
  };
};
