import { expect, test } from 'vitest';
import { metricsOf, percent } from './run-metrics.ts';

test('what a run measured is read field by field', () => {
  const metrics = metricsOf({
    accuracy: 0.9,
    majority: 0.6,
    examples: 40,
    classes: [{ name: 'spam', support: 16, precision: 1, recall: 0.75, f1: 0.857 }, 'not a class'],
    confusion: [
      [12, 4],
      [0, 24],
    ],
  });
  expect(metrics).toMatchObject({ accuracy: 0.9, majority: 0.6, macroF1: null, examples: 40 });
  expect(metrics?.classes).toEqual([{ name: 'spam', support: 16, precision: 1, recall: 0.75, f1: 0.857 }]);
});

test('what is no measurement is none', () => {
  for (const value of [null, 'x', [], {}, { accuracy: 'high' }, { accuracy: Number.NaN }]) {
    expect(metricsOf(value)).toBeNull();
  }
});

test('shares keep a decimal, except where there is nothing after it', () => {
  expect([0, 0.5, 0.934, 1].map(percent)).toEqual(['0 %', '50.0 %', '93.4 %', '100 %']);
});
