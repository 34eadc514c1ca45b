import type { FeatureOptions, Features } from './featurize.ts';

/** A linear model over hashed features. Row r of `weights` holds the weight of each class for feature `ids[r]`. */
export type LinearModel = {
  readonly options: FeatureOptions;
  readonly classes: readonly string[];
  readonly single: boolean;
  /** Ascending: the features that were seen in training. */
  readonly ids: Uint32Array;
  /** Inverse document frequency, by row. */
  readonly idf: Float32Array;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
};

/** Rows and their strengths: features by the model's rows, weighted by idf and brought to length 1. */
export type Vector = { readonly rows: Int32Array; readonly values: Float32Array };

/** Features that the model never saw are left out. */
export const toVector = ({ ids, values }: Features, rowOf: Int32Array, idf: Float32Array): Vector => {
  const rows = new Int32Array(ids.length);
  const weighted = new Float32Array(ids.length);
  let count = 0;
  let squares = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const row = (rowOf[ids[at] as number] as number) - 1;
    if (row < 0) continue;
    const value = (values[at] as number) * (idf[row] as number);
    rows[count] = row;
    weighted[count] = value;
    squares += value * value;
    count += 1;
  }
  const length = Math.sqrt(squares) || 1;
  for (let at = 0; at < count; at += 1) weighted[at] = (weighted[at] as number) / length;
  return { rows: rows.subarray(0, count), values: weighted.subarray(0, count) };
};

/** For each hashed feature its row + 1; 0 where it was never seen. */
export const rowIndex = (ids: Uint32Array, bits: number): Int32Array => {
  const index = new Int32Array(2 ** bits);
  for (let row = 0; row < ids.length; row += 1) index[ids[row] as number] = row + 1;
  return index;
};

/** What speaks for each class, before it is made a probability. */
export const classScores = (
  { rows, values }: Vector,
  weights: Float32Array,
  bias: Float32Array,
  out: Float64Array,
): void => {
  const classes = bias.length;
  for (let c = 0; c < classes; c += 1) out[c] = bias[c] as number;
  for (let at = 0; at < rows.length; at += 1) {
    const base = (rows[at] as number) * classes;
    const value = values[at] as number;
    for (let c = 0; c < classes; c += 1) out[c] = (out[c] as number) + value * (weights[base + c] as number);
  }
};

/** Makes scores probabilities, in place: softmax where each example has one class, else each by itself. */
export const toProbabilities = (scores: Float64Array, single: boolean): void => {
  if (single) softmax(scores);
  else for (let c = 0; c < scores.length; c += 1) scores[c] = 1 / (1 + Math.exp(-(scores[c] as number)));
};

/** Probabilities of the classes. */
export const probabilities = (
  vector: Vector,
  weights: Float32Array,
  bias: Float32Array,
  single: boolean,
  out: Float64Array,
): void => {
  classScores(vector, weights, bias, out);
  toProbabilities(out, single);
};

/** The same answers, as sure as the temperature lets them be. */
export const atTemperature = (model: LinearModel, temperature: number): LinearModel => ({
  ...model,
  weights: model.weights.map((weight) => weight / temperature),
  bias: model.bias.map((each) => each / temperature),
});

const softmax = (scores: Float64Array): void => {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (let c = 0; c < scores.length; c += 1) {
    const part = Math.exp((scores[c] as number) - most);
    scores[c] = part;
    sum += part;
  }
  for (let c = 0; c < scores.length; c += 1) scores[c] = (scores[c] as number) / sum;
};

/** The classes that probabilities answer: the likeliest, or all that are likelier than not. */
export const answerOf = (probability: ArrayLike<number>, single: boolean): readonly number[] => {
  if (!single) return Array.from(probability).flatMap((value, index) => (value >= 0.5 ? [index] : []));
  let best = 0;
  for (let c = 1; c < probability.length; c += 1)
    if ((probability[c] as number) > (probability[best] as number)) best = c;
  return [best];
};
