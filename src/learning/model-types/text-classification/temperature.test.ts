import { expect, test } from 'vitest';
import { toProbabilities } from './linear-model.ts';
import { type Scored, temperatureOf } from './temperature.ts';

const scored = (right: boolean, margin: number): Scored => ({
  scores: Float64Array.from(right ? [margin, 0] : [0, margin]),
  labels: [0],
});
const sureAt = (margin: number, temperature: number, single: boolean): number => {
  const probability = Float64Array.from([margin / temperature, 0]);
  toProbabilities(probability, single);
  return probability[0] as number;
};
const many = (count: number, rights: number, margin: number) =>
  Array.from({ length: count }, (_, n) => scored(n < rights, margin));

test('who is right 8 times of 10 is made 80 % sure, whatever the scores said', () => {
  for (const margin of [0.5, 4, 40]) {
    const temperature = temperatureOf(many(1000, 800, margin), true);
    expect(sureAt(margin, temperature, true)).toBeCloseTo(0.8, 2);
  }
});

test('ten right answers do not make it certain', () => {
  const sure = sureAt(9, temperatureOf(many(10, 10, 9), true), true);
  expect(sure).toBeGreaterThan(0.85);
  expect(sure).toBeLessThan(0.97);
});

test('each class by itself, where an example may have several', () => {
  const examples: Scored[] = Array.from({ length: 400 }, (_, n) => ({
    scores: Float64Array.from([6, -6]),
    labels: n % 10 < 7 ? [0] : [1],
  }));
  expect(sureAt(6, temperatureOf(examples, false), false)).toBeCloseTo(0.7, 2);
});

test('nothing measured, nothing changed', () => expect(temperatureOf([], true)).toBe(1));
