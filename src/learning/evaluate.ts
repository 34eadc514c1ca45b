/** How one class was found. All are 0 where nothing of it was there or predicted. */
export type ClassMetrics = {
  readonly name: string;
  /** Examples of the class in truth. */
  readonly support: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

export type Metrics = {
  readonly examples: number;
  /** Share of examples whose whole answer is right. */
  readonly accuracy: number;
  /** What always answering the most frequent answer would reach on the same examples. */
  readonly majority: number;
  readonly macroF1: number;
  readonly classes: readonly ClassMetrics[];
  /** Rows are the truth, columns the answer, in the order of `classes`; null for several classes an
   * example, or more than 50 classes. */
  readonly confusion: readonly (readonly number[])[] | null;
};

/** Class numbers, ascending. */
export type Answer = readonly number[];

/** Compares answers with the truth, example by example. `single`: each has one class. */
export const evaluate = (
  names: readonly string[],
  truth: readonly Answer[],
  answers: readonly Answer[],
  single: boolean,
): Metrics => {
  const right = names.map(() => 0);
  const inTruth = names.map(() => 0);
  const answered = names.map(() => 0);
  const confusion = names.map(() => names.map(() => 0));
  const wholes = new Map<string, number>();
  let exact = 0;
  for (const [index, wanted] of truth.entries()) {
    const given = answers[index] ?? [];
    const key = wanted.join(' ');
    wholes.set(key, (wholes.get(key) ?? 0) + 1);
    if (key === given.join(' ')) exact += 1;
    for (const name of wanted) inTruth[name] = (inTruth[name] ?? 0) + 1;
    for (const name of given) {
      answered[name] = (answered[name] ?? 0) + 1;
      if (wanted.includes(name)) right[name] = (right[name] ?? 0) + 1;
    }
    const row = confusion[wanted[0] ?? -1];
    if (single && row && given[0] !== undefined) row[given[0]] = (row[given[0]] ?? 0) + 1;
  }
  const classes = names.map((name, index): ClassMetrics => {
    const precision = ratio(right[index], answered[index]);
    const recall = ratio(right[index], inTruth[index]);
    const f1 = ratio(2 * precision * recall, precision + recall);
    return { name, support: inTruth[index] ?? 0, precision, recall, f1 };
  });
  const seen = classes.filter(({ support }) => support > 0);
  return {
    examples: truth.length,
    accuracy: ratio(exact, truth.length),
    majority: ratio(Math.max(0, ...wholes.values()), truth.length),
    macroF1: ratio(
      seen.reduce((sum, { f1 }) => sum + f1, 0),
      seen.length,
    ),
    classes,
    confusion: single && names.length <= mostInConfusion ? confusion : null,
  };
};

/** A larger table is nothing to look at. */
const mostInConfusion = 50;

const ratio = (part = 0, whole = 0): number => (whole === 0 ? 0 : part / whole);
