export type ClassScore = {
  readonly name: string;
  readonly support: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};
export type RunMetrics = {
  readonly accuracy: number;
  /** What always answering the most frequent class would reach. */
  readonly majority: number | null;
  readonly macroF1: number | null;
  readonly examples: number | null;
  readonly classes: readonly ClassScore[];
  /** Not learned yet, for too few labels: never suggested. */
  readonly seldom: readonly { readonly name: string; readonly examples: number }[];
  /** Rows are the truth, columns the answer. */
  readonly confusion: readonly (readonly number[])[] | null;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** What a run measured on examples that it did not learn from; null when it measured nothing. */
export const metricsOf = (value: unknown): RunMetrics | null => {
  if (!isRecord(value)) return null;
  const accuracy = numberOf(value.accuracy);
  if (accuracy === null) return null;
  const confusion = Array.isArray(value.confusion) ? (value.confusion as number[][]) : null;
  const classes = Array.isArray(value.classes) ? value.classes.filter(isRecord) : [];
  const seldom = Array.isArray(value.seldom) ? value.seldom.filter(isRecord) : [];
  return {
    accuracy,
    majority: numberOf(value.majority),
    macroF1: numberOf(value.macroF1),
    examples: numberOf(value.examples),
    classes: classes.map((each) => ({
      name: String(each.name),
      support: numberOf(each.support) ?? 0,
      precision: numberOf(each.precision) ?? 0,
      recall: numberOf(each.recall) ?? 0,
      f1: numberOf(each.f1) ?? 0,
    })),
    seldom: seldom.map(({ name, examples }) => ({ name: String(name), examples: numberOf(examples) ?? 0 })),
    confusion,
  };
};

/** Between which shares the true one lies, 19 times of 20, when `examples` said `share`. Source: Wilson 1927. */
export const likelyRange = (share: number, examples: number): readonly [low: number, high: number] => {
  if (examples <= 0) return [0, 1];
  const z = 1.96;
  const weight = 1 + z ** 2 / examples;
  const middle = (share + z ** 2 / (2 * examples)) / weight;
  const reach = (z * Math.sqrt((share * (1 - share)) / examples + z ** 2 / (4 * examples ** 2))) / weight;
  return [Math.max(0, middle - reach), Math.min(1, middle + reach)];
};

/** A share as people read it: `93.4 %`. */
export const percent = (share: number): string =>
  `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)} %`;

/** The likely range in words: `86 to 99 %`. */
export const likely = (share: number, examples: number): string => {
  const [low, high] = likelyRange(share, examples).map((each) => Math.round(each * 100));
  return `${low} to ${high} %`;
};
