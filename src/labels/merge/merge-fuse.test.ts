import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameJson, stringifyCanonical } from '../canonical-json.ts';
import { encodeMaskForTest } from '../fixtures/encode-rle.suite.ts';
import { taskFileArbitrary } from '../fixtures/task-file-arbitrary.suite.ts';
import type { Json, JsonObject } from '../json.ts';
import { isRelation, type LabelResult } from '../results/label-result.ts';
import { indexResults, isRegion } from '../results/result-identity.ts';
import type { TaskFile, TaskFileAnnotation } from '../task-file/task-file.ts';
import { applyResolution } from './apply-resolution.ts';
import { assignPairs, type Pair } from './assign-pairs.ts';
import { fuseAnnotations } from './fuse-annotations.ts';
import { matchRegions } from './match-regions.ts';
import { mergeTaskFiles } from './merge-task-files.ts';
import { renameRegions } from './rename-regions.ts';
import { splitResult } from './result-parts.ts';
import type { TaskConflict } from './task-conflict.ts';

const box = (id: string, x: number, name = 'car', width = 10): LabelResult => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  value: { x, y: 10, width, height: 10, rotation: 0, rectanglelabels: [name] },
});
const annotation = (uid: string, result: readonly LabelResult[], more: JsonObject = {}): TaskFileAnnotation =>
  ({
    uid,
    author: 'ann',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    lead_time: 2,
    was_cancelled: false,
    ground_truth: false,
    result,
    ...more,
  }) as TaskFileAnnotation;
const fileOf = (...annotations: readonly TaskFileAnnotation[]): TaskFile => ({
  key: 'ab01',
  source: null,
  data: {},
  annotations,
});
const fuse = (...annotations: readonly TaskFileAnnotation[]) => fuseAnnotations(annotations, { key: 'ab01' });

/** Annotations of one image: some regions by the same ids, some by their own, boxes that overlap or not. */
const drawn = (uid: string): fc.Arbitrary<TaskFileAnnotation> =>
  fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom('r1', 'r2', `${uid}-1`, `${uid}-2`, `${uid}-3`),
        x: fc.integer({ min: 0, max: 30 }),
        name: fc.constantFrom('car', 'bus'),
        note: fc.option(fc.constantFrom('a', 'b')),
      }),
      { selector: ({ id }) => id, maxLength: 5 },
    )
    .chain((boxes) =>
      fc
        .record({
          kind: fc.option(fc.constantFrom('day', 'night')),
          ties: fc.subarray(boxes.slice(1).map((to, index) => [boxes[index]!.id, to.id] as const)),
          cancelled: fc.constantFrom(false, false, true),
        })
        .map(({ kind, ties, cancelled }) =>
          annotation(
            uid,
            [
              ...boxes.map(({ id, x, name }) => box(id, x, name)),
              ...boxes.flatMap(({ id, x, note }) => (note === null ? [] : [noteOf(id, x, note)])),
              ...(kind === null ? [] : [kindOf(uid, kind)]),
              ...ties.map(([from_id, to_id]) => ({ type: 'relation', from_id, to_id, direction: 'right' })),
            ],
            { author: uid, was_cancelled: cancelled },
          ),
        ),
    );
const noteOf = (id: string, x: number, text: string): LabelResult => ({
  id,
  from_name: 'note',
  to_name: 'image',
  type: 'textarea',
  value: { x, y: 10, width: 10, height: 10, rotation: 0, text: [text] },
});
const kindOf = (id: string, choice: string): LabelResult => ({
  id,
  from_name: 'kind',
  to_name: 'image',
  type: 'choices',
  value: { choices: [choice] },
});
const several = fc
  .subarray(['a', 'b', 'c'], { minLength: 1 })
  .chain((uids) => fc.tuple(...uids.map(drawn)) as fc.Arbitrary<TaskFileAnnotation[]>);

describe('properties of fuse', () => {
  test('with copies of oneself it is oneself, but for the parents', () => {
    fc.assert(
      fc.property(drawn('a'), (one) => {
        expect(fuse(one).annotation).toEqual(one);
        const { annotation: fused, conflicts } = fuse({ ...one, uid: 'b' }, one, { ...one, uid: 'c' });
        expect(conflicts).toEqual([]);
        expect(fused).toEqual({ ...one, parents: ['a', 'b', 'c'] });
      }),
    );
  });

  test('the order of what goes in does not matter', () => {
    fc.assert(
      fc.property(several, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (all, keys) => {
        const turned = all.map((each, at) => [keys[at] ?? 0, each] as const).toSorted((a, b) => a[0] - b[0]);
        const [one, other] = [fuse(...all), fuse(...turned.map(([, each]) => each))];
        expect(stringifyCanonical(other.annotation)).toBe(stringifyCanonical(one.annotation));
        expect(other.conflicts).toEqual(one.conflicts);
      }),
    );
  });

  test('nothing vanishes silently: every part of what goes in comes out, or is in a conflict', () => {
    fc.assert(
      fc.property(several, (all) => {
        const { annotation: fused, conflicts, names } = fuse(...all);
        const out = indexResults(fused.result);
        const told = (identity: string | null, kind: string, field: string | null, value: Json | undefined) =>
          conflicts.some(
            (each) =>
              each.identity === identity &&
              each.kind === kind &&
              each.field === field &&
              (sameJson(each.ours, value) || sameJson(each.theirs, value)),
          );
        for (const each of all) {
          if (each.was_cancelled !== fused.was_cancelled)
            expect(told(null, 'field', 'was_cancelled', each.was_cancelled)).toBe(true);
          for (const [identity, result] of indexResults(renameRegions(each.result, names.get(each.uid)!))) {
            const made = out.get(identity);
            if (made === undefined) throw new Error(`${identity} of ${each.uid} is gone`);
            const [had, has] = [splitResult(result), splitResult(made)];
            for (const part of ['label', 'geometry'] as const)
              expect(sameJson(had[part], has[part]) || told(identity, part, null, had[part])).toBe(true);
            for (const field of Object.keys(had.fields))
              if (!(field === 'id' && identity.startsWith('["classification"')))
                expect(
                  sameJson(had.fields[field], has.fields[field]) ||
                    told(identity, 'field', field, had.fields[field]),
                ).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('every relation ties regions that are there', () => {
    fc.assert(
      fc.property(several, (all) => {
        const { result } = fuse(...all).annotation;
        const ids = result.filter(isRegion).map(({ id }) => id);
        for (const relation of result.filter(isRelation)) {
          expect(ids).toContain(relation.from_id);
          expect(ids).toContain(relation.to_id);
        }
      }),
    );
  });

  test('of whole files: one annotation, whichever side is ours where nothing clashes', () => {
    fc.assert(
      fc.property(taskFileArbitrary, taskFileArbitrary, taskFileArbitrary, (base, ours, theirs) => {
        expect(mergeTaskFiles({ base, ours, theirs: ours }, 'fuse')).toEqual({ file: ours, conflicts: [] });
        expect(mergeTaskFiles({ base, ours, theirs: base }, 'fuse')).toEqual({ file: ours, conflicts: [] });
        const one = mergeTaskFiles({ base, ours, theirs }, 'fuse');
        const other = mergeTaskFiles({ base, ours: theirs, theirs: ours }, 'fuse');
        if (one.conflicts.length === 0 && other.conflicts.length === 0)
          expect(stringifyCanonical(one.file as TaskFile)).toBe(stringifyCanonical(other.file as TaskFile));
        expect(one.conflicts.length === 0).toBe(other.conflicts.length === 0);
      }),
      { numRuns: 200 },
    );
  });

  test('pairs have the largest sum there is', () => {
    const pair = fc.record({
      left: fc.integer({ min: 0, max: 4 }),
      right: fc.integer({ min: 0, max: 4 }),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    const best = (pairs: readonly Pair[]): number => {
      const [first, ...rest] = pairs;
      if (first === undefined) return 0;
      const free = rest.filter(({ left, right }) => left !== first.left && right !== first.right);
      return Math.max(best(rest), first.weight + best(free));
    };
    fc.assert(
      fc.property(
        fc.uniqueArray(pair, { maxLength: 12, selector: ({ left, right }) => `${left} ${right}` }),
        (pairs) => {
          const chosen = assignPairs(pairs);
          expect(new Set(chosen.map(({ left }) => left)).size).toBe(chosen.length);
          expect(new Set(chosen.map(({ right }) => right)).size).toBe(chosen.length);
          expect(chosen.reduce((sum, { weight }) => sum + weight, 0)).toBe(best(pairs));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('by example', () => {
  test('boxes of two people: the best pairs are one, others stay', () => {
    const one = annotation('a', [box('p', 10), box('q', 14), box('far', 80)], { author: 'ann' });
    const two = annotation('b', [box('x', 11), box('y', 15), box('bus', 80, 'bus')], { author: 'bob' });
    expect([...matchRegions(one.result, two.result)]).toEqual([
      ['x', 'p'],
      ['y', 'q'],
    ]);
    const { annotation: fused, conflicts } = fuse(two, one);
    expect(fused).toMatchObject({ uid: 'a', author: null, authors: ['ann', 'bob'], parents: ['a', 'b'] });
    expect(fused.result.map(({ id }) => id)).toEqual(['p', 'q', 'bus', 'far']);
    expect(conflicts.map(({ kind, identity, annotation: at }) => [kind, identity, at])).toEqual([
      ['geometry', '["region","p","box"]', 'a'],
      ['geometry', '["region","q","box"]', 'a'],
    ]);
    const resolved = applyResolution(fileOf(fused), [
      { conflict: conflicts[0] as TaskConflict, choose: 'theirs' },
    ]);
    expect(resolved.missed).toEqual([]);
    expect(resolved.file?.annotations[0]?.result[0]).toEqual(box('p', 11));
  });

  const span = (id: string, start: number, end: number): LabelResult => ({
    id,
    from_name: 'ner',
    to_name: 'text',
    type: 'labels',
    value: { start, end, labels: ['PER'] },
  });
  const brush = (id: string, alpha: readonly number[]): LabelResult => ({
    id,
    from_name: 'brush',
    to_name: 'image',
    type: 'brushlabels',
    value: { format: 'rle', rle: encodeMaskForTest(alpha), brushlabels: ['sky'] },
  });
  const polygon = (id: string, ...points: readonly (readonly [number, number])[]): LabelResult => ({
    id,
    from_name: 'poly',
    to_name: 'image',
    type: 'polygonlabels',
    value: { points, closed: true, polygonlabels: ['roof'] },
  });
  test.each([
    ['spans, half of each other', span('a', 0, 10), span('b', 0, 5), true],
    ['spans, less than half', span('a', 0, 10), span('b', 0, 4), false],
    ['masks', brush('a', [255, 255, 0, 0]), brush('b', [255, 0, 0, 0]), true],
    ['masks apart', brush('a', [255, 255, 0, 0]), brush('b', [0, 0, 255, 0]), false],
    ['polygons', polygon('a', [0, 0], [10, 0], [0, 10]), polygon('b', [0, 0], [9, 0], [0, 9]), true],
    [
      'polygon and box of the same place',
      polygon('a', [10, 10], [20, 10], [20, 20], [10, 20]),
      box('b', 10),
      false,
    ],
    ['boxes of two labels', box('a', 10), box('b', 10, 'bus'), false],
    [
      'a box turned by a quarter is where its corners are',
      box('a', 10),
      {
        ...box('b', 0),
        value: { x: 20, y: 10, width: 10, height: 10, rotation: 90, rectanglelabels: ['car'] },
      },
      true,
    ],
  ])('%s', (_, one, other, same) => {
    expect([...matchRegions([one], [other])]).toEqual(same ? [['b', 'a']] : []);
  });

  test('with a base only what both changed differently clashes, and what one removed is gone', () => {
    const base = annotation('a', [box('r1', 0), box('r2', 30), box('r3', 60)]);
    const ours = annotation('b', [box('r1', 5), box('r2', 30)], { parents: ['a'] });
    const theirs = annotation('c', [box('r1', 0), box('new', 31), box('r3', 60)], { parents: ['a'] });
    const { file, conflicts } = mergeTaskFiles(
      { base: fileOf(base), ours: fileOf(ours), theirs: fileOf(theirs) },
      'fuse',
    );
    expect(conflicts).toEqual([]);
    expect(file?.annotations).toHaveLength(1);
    // r3 was removed by ours, r2 was drawn anew by theirs.
    expect(file?.annotations[0]?.result).toEqual([box('r1', 5), box('r2', 31)]);
    expect(file?.annotations[0]?.parents).toEqual(['a', 'b', 'c']);
  });

  test('work on an annotation that the other side fused away goes into the fused one', () => {
    const [a, b] = [annotation('a', [box('r1', 0)]), annotation('b', [box('r2', 40)])];
    const ours = fuse(a, b).annotation;
    const theirs = fileOf(a, annotation('b', [box('r2', 40, 'bus')]));
    const { file, conflicts } = mergeTaskFiles({ base: fileOf(a, b), ours: fileOf(ours), theirs }, 'fuse');
    expect(conflicts).toEqual([]);
    expect(file?.annotations.map(({ result }) => result)).toEqual([[box('r2', 40, 'bus'), box('r1', 0)]]);
  });

  test('conflicts from before the fuse are told under the new ids, ours stands', () => {
    const base = fileOf(annotation('b', [box('r1', 0)]));
    const ours = fileOf(annotation('b', [box('r1', 1)]), annotation('z', []));
    const theirs = fileOf(annotation('a', [box('q', 2)]), annotation('b', [box('r1', 3)]));
    const { file, conflicts } = mergeTaskFiles({ base, ours, theirs }, 'fuse');
    expect(file?.annotations.map(({ uid }) => uid)).toEqual(['a']);
    expect(file?.annotations[0]?.result).toEqual([box('q', 1)]);
    expect(
      conflicts.map(({ annotation: at, identity, ours: x, theirs: y }) => [at, identity, xOf(x), xOf(y)]),
    ).toEqual([
      ['a', '["region","q","box"]', 1, 3],
      ['a', '["region","q","box"]', 1, 2],
    ]);
  });

  test('an annotation deleted by one and edited by the other waits apart', () => {
    const base = fileOf(annotation('a', [box('r1', 0)]), annotation('b', []));
    const ours = fileOf(annotation('a', [box('r1', 5)]), annotation('b', [box('r2', 50)]));
    const theirs = fileOf(annotation('b', [box('r3', 80)]));
    const { file, conflicts } = mergeTaskFiles({ base, ours, theirs }, 'fuse');
    expect(conflicts).toMatchObject([{ annotation: 'a', identity: null, kind: 'delete-edit' }]);
    expect(file?.annotations.map(({ uid, result }) => [uid, result.length])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });
});

const xOf = (value: Json | undefined): Json | undefined => (value as JsonObject | undefined)?.x;
