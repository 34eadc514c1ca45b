import { toProbabilities } from './linear-model.ts';

/** What a model that never saw the example scored for each class, and the classes that it has, by number. */
export type Scored = { readonly scores: Float64Array; readonly labels: readonly number[] };

/**
 * By what scores must be divided so that "90 % sure" is right 9 times of 10: the temperature of least log loss on
 * held-out examples (Guo et al. 2017). Of few examples none is believed to the last bit: truth is smoothed by
 * 1 / (n + 2) (Platt 1999), so that ten right answers do not make it certain of the eleventh. 1 where there are none.
 */
export const temperatureOf = (examples: readonly Scored[], single: boolean): number => {
  if (examples.length === 0) return 1;
  const loss = (heat: number): number => logLoss(examples, single, Math.exp(heat));
  let [low, high] = [Math.log(coldest), Math.log(hottest)];
  // log loss has one lowest point over the inverse temperature, so over its logarithm too
  while (high - low > 0.001) {
    const third = (high - low) / 3;
    if (loss(low + third) <= loss(high - third)) high -= third;
    else low += third;
  }
  return Math.exp((low + high) / 2);
};

const coldest = 0.25;
const hottest = 64;

const logLoss = (examples: readonly Scored[], single: boolean, temperature: number): number => {
  const doubt = 1 / (examples.length + 2);
  const smooth = (isTrue: boolean, among: number): number => (isTrue ? 1 - doubt : 0) + doubt / among;
  const against = (wanted: number, p: number): number => (wanted === 0 ? 0 : -wanted * Math.log(p + tiny));
  let sum = 0;
  for (const { scores, labels } of examples) {
    const probability = scores.map((score) => score / temperature);
    toProbabilities(probability, single);
    for (const [index, p] of probability.entries()) {
      const wanted = smooth(labels.includes(index), single ? scores.length : 2);
      sum += against(wanted, p) + (single ? 0 : against(1 - wanted, 1 - p));
    }
  }
  return sum;
};

const tiny = 1e-12;
