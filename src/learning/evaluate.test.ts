import { expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';

test('one class an example: counted by hand', () => {
  const truth = [[0], [0], [0], [1], [1], [2]];
  const given = [[0], [0], [1], [1], [0], [1]];
  const metrics = evaluate(['a', 'b', 'c'], truth, given, true);
  expect(metrics.accuracy).toBeCloseTo(3 / 6);
  expect(metrics.majority).toBeCloseTo(3 / 6);
  expect(metrics.confusion).toEqual([
    [2, 1, 0],
    [1, 1, 0],
    [0, 1, 0],
  ]);
  expect(metrics.classes[0]).toMatchObject({ support: 3, precision: 2 / 3, recall: 2 / 3 });
  expect(metrics.classes[1]).toMatchObject({ support: 2, precision: 1 / 3, recall: 1 / 2 });
  expect(metrics.classes[1]?.f1).toBeCloseTo(0.4);
  expect(metrics.classes[2]).toMatchObject({ support: 1, precision: 0, recall: 0, f1: 0 });
  expect(metrics.macroF1).toBeCloseTo((2 / 3 + 0.4 + 0) / 3);
});

test('several classes: an answer is right as a whole', () => {
  const metrics = evaluate(['a', 'b'], [[0, 1], [], [1]], [[0, 1], [], [0, 1]], false);
  expect(metrics.accuracy).toBeCloseTo(2 / 3);
  expect(metrics.classes[0]).toMatchObject({ precision: 1 / 2, recall: 1 });
  expect(metrics.confusion).toBeNull();
});

test('nothing to evaluate is zero, not NaN', () => {
  expect(evaluate(['a'], [], [], true)).toMatchObject({ accuracy: 0, majority: 0, macroF1: 0 });
});
