import { expect, test } from 'vitest';
import { likely, likelyRange, metricsOf, percent } from './run-metrics.ts';

test('what a run measured is read field by field', () => {
  const metrics = metricsOf({
    accuracy: 0.9,
    majority: 0.6,
    examples: 40,
    classes: [{ name: 'spam', support: 16, precision: 1, recall: 0.75, f1: 0.857 }, 'not a class'],
    seldom: [{ name: 'notice', examples: 1 }],
    confusion: [
      [12, 4],
      [0, 24],
    ],
  });
  expect(metrics).toMatchObject({ accuracy: 0.9, majority: 0.6, macroF1: null, examples: 40 });
  expect(metrics?.classes).toEqual([{ name: 'spam', support: 16, precision: 1, recall: 0.75, f1: 0.857 }]);
  expect(metrics?.seldom).toEqual([{ name: 'notice', examples: 1 }]);
});

test('what is no measurement is none', () => {
  for (const value of [null, 'x', [], {}, { accuracy: 'high' }, { accuracy: Number.NaN }]) {
    expect(metricsOf(value)).toBeNull();
  }
});

test('the fewer examples, the less is known', () => {
  const rounded = (share: number, examples: number) =>
    likelyRange(share, examples).map((each) => Math.round(each * 1000) / 1000);
  expect(rounded(0.5, 10)).toEqual([0.237, 0.763]);
  expect(rounded(0.9, 100)).toEqual([0.826, 0.945]);
  expect(rounded(1, 20)).toEqual([0.839, 1]);
  expect(likelyRange(0.5, 0)).toEqual([0, 1]);
  expect(likely(47 / 49, 49)).toBe('86 to 99 %');
});

test('shares keep a decimal, except where there is nothing after it', () => {
  expect([0, 0.5, 0.934, 1].map(percent)).toEqual(['0 %', '50.0 %', '93.4 %', '100 %']);
});
