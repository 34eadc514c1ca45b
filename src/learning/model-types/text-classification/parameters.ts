import { type JsonObject, ownValue } from '../../../labels/json.ts';

export const defaultParameters = {
  epochs: 20,
  batch: 8,
  learningRate: 0.5,
  l2: 0.000_01,
  seed: 1,
  /** Share of the examples that is held out to measure; a second model learns from all. */
  heldOut: 0.2,
  /** Fewer examples, or a class with fewer, and nothing is trained. */
  minExamples: 10,
  minPerClass: 2,
  bits: 18,
  words: 2,
  /** Characters 3 to 4 cost 3 times the time, and on mail half a point of accuracy: off, for languages without spaces. */
  charsFrom: 0,
  charsTo: 0,
} as const satisfies JsonObject;

export type Parameters = { readonly [Name in keyof typeof defaultParameters]: number };

/** The given numbers over the defaults; unknown names and what is no number are left out. */
export const readParameters = (given: JsonObject): Parameters =>
  Object.fromEntries(
    Object.entries(defaultParameters).map(([name, standard]) => {
      const value = ownValue(given, name);
      return [name, typeof value === 'number' && Number.isFinite(value) ? value : standard];
    }),
  ) as Parameters;
