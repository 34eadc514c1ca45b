import { seededRandom, shuffled } from '../../seeded-random.ts';
import type { Features, FeatureOptions } from './featurize.ts';
import { type LinearModel, probabilities, rowIndex, toVector, type Vector } from './linear-model.ts';

export type TrainOptions = {
  readonly features: FeatureOptions;
  readonly single: boolean;
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly l2: number;
  readonly seed: number;
};

export type Labeled = { readonly features: Features; readonly labels: readonly number[] };

/**
 * Multinomial logistic regression (softmax), or one logistic regression for each class, by minibatch AdaGrad (Duchi,
 * Hazan, Singer 2011). L2 weighs on the features of the batch only, so that a step costs what the batch holds.
 * Deterministic: the order of the examples and the seed decide everything.
 */
export const trainLinear = (
  examples: readonly Labeled[],
  classes: readonly string[],
  options: TrainOptions,
  onEpoch: (epoch: number) => void = () => undefined,
): LinearModel => {
  const { ids, idf } = documentFrequencies(examples, options.features.bits);
  const rowOf = rowIndex(ids, options.features.bits);
  const vectors = examples.map(({ features }) => toVector(features, rowOf, idf));
  const k = classes.length;
  const weights = new Float32Array(ids.length * k);
  const bias = new Float32Array(k);
  const squares = new Float32Array(ids.length * k);
  const biasSquares = new Float32Array(k);
  const gradient = new Float32Array(ids.length * k);
  const biasGradient = new Float32Array(k);
  const isTouched = new Uint8Array(ids.length);
  const probability = new Float64Array(k);
  const random = seededRandom(options.seed);

  const gather = (vector: Vector, labels: readonly number[], touched: number[]): void => {
    probabilities(vector, weights, bias, options.single, probability);
    for (const label of labels) probability[label] = (probability[label] as number) - 1;
    for (let c = 0; c < k; c += 1) biasGradient[c] = (biasGradient[c] as number) + (probability[c] as number);
    for (let at = 0; at < vector.rows.length; at += 1) {
      const row = vector.rows[at] as number;
      const value = vector.values[at] as number;
      if (isTouched[row] === 0) {
        isTouched[row] = 1;
        touched.push(row);
      }
      for (let c = 0; c < k; c += 1)
        gradient[row * k + c] = (gradient[row * k + c] as number) + value * (probability[c] as number);
    }
  };
  const step = (at: number, slope: number, into: Float32Array, sums: Float32Array): void => {
    const sum = (sums[at] as number) + slope * slope;
    sums[at] = sum;
    if (sum > 0) into[at] = (into[at] as number) - (options.learningRate * slope) / Math.sqrt(sum);
  };
  const apply = (touched: readonly number[], size: number): void => {
    for (const row of touched) {
      isTouched[row] = 0;
      for (let at = row * k; at < row * k + k; at += 1) {
        step(at, (gradient[at] as number) / size + options.l2 * (weights[at] as number), weights, squares);
        gradient[at] = 0;
      }
    }
    for (let c = 0; c < k; c += 1) {
      step(c, (biasGradient[c] as number) / size, bias, biasSquares);
      biasGradient[c] = 0;
    }
  };
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    const order = shuffled(vectors.length, random);
    for (let from = 0; from < order.length; from += options.batch) {
      const part = order.subarray(from, from + options.batch);
      const touched: number[] = [];
      for (const index of part) gather(vectors[index] as Vector, examples[index]?.labels ?? [], touched);
      apply(touched, part.length);
    }
    onEpoch(epoch + 1);
  }
  return { options: options.features, classes, single: options.single, ids, idf, weights, bias };
};

/** Smoothed: ln((1 + n) / (1 + df)) + 1, as scikit-learn's TfidfTransformer has it. */
const documentFrequencies = (
  examples: readonly Labeled[],
  bits: number,
): { readonly ids: Uint32Array; readonly idf: Float32Array } => {
  const counts = new Int32Array(2 ** bits);
  let seen = 0;
  for (const { features } of examples)
    for (const id of features.ids) {
      if (counts[id] === 0) seen += 1;
      counts[id] = (counts[id] as number) + 1;
    }
  const ids = new Uint32Array(seen);
  const idf = new Float32Array(seen);
  let row = 0;
  for (let id = 0; id < counts.length; id += 1) {
    const count = counts[id] as number;
    if (count === 0) continue;
    ids[row] = id;
    idf[row] = Math.log((1 + examples.length) / (1 + count)) + 1;
    row += 1;
  }
  return { ids, idf };
};
