import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameJson } from '../canonical-json.ts';
import { taskFileArbitrary, withResults } from '../fixtures/task-file-arbitrary.suite.ts';
import { withValue } from '../json.ts';
import { indexResults } from '../results/result-identity.ts';
import type { TaskFile } from '../task-file/task-file.ts';
import { diffTaskFiles } from './diff-task-files.ts';

const box = (id: string, x: number, name: string) => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  value: { x, y: 1, width: 1, height: 1, rectanglelabels: [name] },
});
const file: TaskFile = {
  key: 'ab',
  source: null,
  data: { image: 'a' },
  annotations: [
    {
      uid: 'a1',
      author: 'ann',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      lead_time: 1,
      was_cancelled: false,
      ground_truth: false,
      result: [box('r1', 1, 'car'), box('r2', 1, 'car')],
    },
  ],
};

test('regions added, removed and modified, with the keys that changed', () => {
  const after = withResults(file, 'a1', () => [box('r1', 3, 'bus'), box('r3', 1, 'car')]);
  const changes = diffTaskFiles(file, after);
  expect(changes.map(({ identity, change, fields }) => [identity, change, fields])).toEqual([
    ['["region","r1","box"]', 'modified', ['value.rectanglelabels', 'value.x']],
    ['["region","r2","box"]', 'removed', []],
    ['["region","r3","box"]', 'added', []],
  ]);
  expect(changes[0]).toMatchObject({
    annotation: 'a1',
    before: box('r1', 1, 'car'),
    after: box('r1', 3, 'bus'),
  });
});

test('the annotation and the task themselves; a passing time is no change', () => {
  const [first] = file.annotations;
  if (first === undefined) throw new Error('no annotation');
  const later = { ...first, updated_at: '2026-02-01T00:00:00Z', lead_time: 5 };
  expect(diffTaskFiles(file, { ...file, annotations: [later] })).toEqual([]);
  const skipped = { ...file, data: { image: 'b' }, annotations: [{ ...later, was_cancelled: true }] };
  expect(diffTaskFiles(file, skipped)).toMatchObject([
    { annotation: null, identity: null, change: 'modified', fields: ['data'] },
    {
      annotation: 'a1',
      identity: null,
      change: 'modified',
      fields: expect.arrayContaining(['was_cancelled']),
    },
  ]);
  expect(diffTaskFiles(undefined, file).map(({ change }) => change)).toEqual(Array(4).fill('added'));
  expect(diffTaskFiles(file, undefined).map(({ change }) => change)).toEqual(Array(4).fill('removed'));
});

test('property: the changes, applied, give the new results', () => {
  const maybe = fc.option(taskFileArbitrary, { nil: undefined });
  fc.assert(
    fc.property(maybe, maybe, (before, after) => {
      const changes = diffTaskFiles(before, after);
      if (sameJson(before, after)) expect(changes).toEqual([]);
      const uids = [...(before?.annotations ?? []), ...(after?.annotations ?? [])].map(({ uid }) => uid);
      for (const uid of uids) {
        const find = (side: TaskFile | undefined) =>
          side?.annotations.find((each) => each.uid === uid)?.result;
        let results = Object.fromEntries(indexResults(find(before) ?? []));
        for (const { annotation, identity, after: value } of changes)
          if (annotation === uid && identity !== null)
            results = withValue(results, identity, value) as typeof results;
        expect(sameJson(results, Object.fromEntries(indexResults(find(after) ?? [])))).toBe(true);
      }
    }),
  );
});
