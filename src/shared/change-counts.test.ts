import { expect, test } from 'vitest';
import { changesText, countChanges } from './change-counts.ts';

const region = (annotation: string, ...identity: string[]) => ({
  annotation,
  identity: JSON.stringify(identity),
});

test('a region counts once however many results tell of it; answers and relations are no regions', () => {
  const counts = countChanges([
    {
      annotations: ['a', 'b'],
      regions: [
        region('a', 'region', 'r1', 'box'),
        region('a', 'region', 'r1', 'note'),
        region('b', 'region', 'r1', 'box'),
        region('b', 'classification', 'mood', 'text'),
        region('b', 'relation', 'r1', 'r2'),
      ],
    },
  ]);
  expect(counts).toEqual({ tasks: 1, annotations: 2, region: 2, answer: 1, relation: 1 });
  expect(changesText(counts)).toBe('1 task, 2 annotations, 2 regions, 1 answer, 1 relation');
  expect(changesText({ tasks: 1200 })).toBe('1,200 tasks');
  expect(changesText({ tasks: 1000, more: true })).toBe('more than 1,000 tasks');
  expect(changesText({ tasks: 0, annotations: 0 })).toBe('no labels');
  expect(changesText({ annotations: 1, region: 0, answer: 1 })).toBe('1 annotation, 1 answer');
});
