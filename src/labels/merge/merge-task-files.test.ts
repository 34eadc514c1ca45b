import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameJson, stringifyCanonical } from '../canonical-json.ts';
import { taskFileArbitrary, withResults } from '../fixtures/task-file-arbitrary.suite.ts';
import { isRelation, type LabelResult } from '../results/label-result.ts';
import { indexResults, isRegion } from '../results/result-identity.ts';
import type { TaskFile, TaskFileAnnotation } from '../task-file/task-file.ts';
import { applyResolution } from './apply-resolution.ts';
import { mergeTaskFiles } from './merge-task-files.ts';
import { splitResult } from './result-parts.ts';
import type { TaskConflict } from './task-conflict.ts';

const maybe = fc.option(taskFileArbitrary, { nil: undefined, freq: 8 });
const three = fc.record({ base: maybe, ours: maybe, theirs: maybe });

describe('properties', () => {
  test('merging with oneself, or with a side that did nothing, gives the same bytes', () => {
    fc.assert(
      fc.property(maybe, maybe, (base, x) => {
        for (const sides of [
          { base: x, ours: x, theirs: x },
          { base, ours: x, theirs: x },
          { base, ours: x, theirs: base },
          { base, ours: base, theirs: x },
        ])
          expect(mergeTaskFiles(sides)).toEqual({ file: x, conflicts: [] });
      }),
    );
  });

  test('which side is ours does not matter where nothing clashes; the same things clash where it does', () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const one = mergeTaskFiles({ base, ours, theirs });
        const other = mergeTaskFiles({ base, ours: theirs, theirs: ours });
        const names = (conflicts: readonly TaskConflict[]) =>
          conflicts.map((each) => `${each.annotation} ${each.identity} ${each.kind} ${each.field}`).sort();
        expect(names(one.conflicts)).toEqual(names(other.conflicts));
        if (one.conflicts.length === 0) expect(bytes(one.file)).toBe(bytes(other.file));
      }),
      { numRuns: 300 },
    );
  });

  test('nothing vanishes silently: every change of either side is in the file or in a conflict', () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const { file, conflicts } = mergeTaskFiles({ base, ours, theirs });
        const was = partsOf(base);
        const is = partsOf(file);
        for (const side of [ours, theirs]) {
          const has = partsOf(side);
          for (const place of new Set([...was.keys(), ...has.keys()])) {
            if (sameJson(was.get(place), has.get(place)) || sameJson(has.get(place), is.get(place))) continue;
            const covered = conflicts.some((conflict) => place.startsWith(placeOf(conflict)));
            if (!covered) throw new Error(`${place} was lost: ${JSON.stringify(has.get(place))}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('taking theirs everywhere is what they would have got as ours', () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const mine = mergeTaskFiles({ base, ours, theirs });
        const swapped = mergeTaskFiles({ base, ours: theirs, theirs: ours });
        const choose = (side: 'ours' | 'theirs') =>
          applyResolution(
            mine.file,
            mine.conflicts.map((conflict) => ({ conflict, choose: side })),
          );
        expect(choose('ours')).toEqual({ file: mine.file, missed: [] });
        const taken = choose('theirs');
        expect(taken.missed).toEqual([]);
        expect(bytes(unordered(taken.file))).toBe(bytes(unordered(swapped.file)));
      }),
      { numRuns: 300 },
    );
  });

  test('no relation is left hanging', () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        for (const annotation of mergeTaskFiles({ base, ours, theirs }).file?.annotations ?? []) {
          const ids = annotation.result.filter(isRegion).map((result) => result.id);
          for (const result of annotation.result.filter(isRelation)) {
            expect(ids).toContain(result.from_id);
            expect(ids).toContain(result.to_id);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('by example', () => {
  const box = (id: string, x = 1, name = 'car'): LabelResult => ({
    id,
    from_name: 'box',
    to_name: 'image',
    type: 'rectanglelabels',
    value: { x, y: 1, width: 2, height: 2, rotationX: 0, rectanglelabels: [name] },
  });
  const start: TaskFile = {
    key: 'ab01',
    source: null,
    data: { image: 's3://raw/a.png' },
    annotations: [
      {
        uid: 'a1',
        author: 'ann',
        created_at: '2026-01-01T00:00:00Z',
        updated_at: '2026-01-01T00:00:00Z',
        lead_time: 2,
        was_cancelled: false,
        ground_truth: false,
        result: [box('r1'), box('r2')],
      },
    ],
  };
  const edit = (change: (results: readonly LabelResult[]) => readonly LabelResult[]) =>
    withResults(start, 'a1', change);
  const merge = (ours: TaskFile | undefined, theirs: TaskFile | undefined) =>
    mergeTaskFiles({ base: start, ours, theirs });
  const boxes = (file: TaskFile | undefined) =>
    file?.annotations[0]?.result.map((result) => [result.id, Object.values(result.value as object)].flat(2));

  test('one renames, the other moves the same box: both', () => {
    const { file, conflicts } = merge(
      edit(([, second]) => [box('r1', 1, 'bus'), second as LabelResult]),
      edit(([, second]) => [box('r1', 7), second as LabelResult]),
    );
    expect(conflicts).toEqual([]);
    expect(boxes(file)?.[0]).toEqual(['r1', 7, 1, 2, 2, 0, 'bus']);
  });

  test('both move the same box: geometry clashes as a whole, ours stands, theirs can be chosen', () => {
    const ours = edit(([, second]) => [box('r1', 5), second as LabelResult]);
    const merged = merge(
      ours,
      edit(([, second]) => [box('r1', 7, 'bus'), second as LabelResult]),
    );
    expect(merged.conflicts).toMatchObject([
      {
        key: 'ab01',
        annotation: 'a1',
        identity: '["region","r1","box"]',
        kind: 'geometry',
        base: { x: 1 },
        ours: { x: 5 },
        theirs: { x: 7 },
      },
    ]);
    expect(boxes(merged.file)?.[0]).toEqual(['r1', 5, 1, 2, 2, 0, 'bus']);
    const [conflict] = merged.conflicts;
    if (conflict === undefined) throw new Error('no conflict');
    const stored = JSON.parse(JSON.stringify(conflict)) as TaskConflict;
    const resolved = applyResolution(merged.file, [{ conflict: stored, choose: 'theirs' }]);
    expect(boxes(resolved.file)?.[0]).toEqual(['r1', 7, 1, 2, 2, 0, 'bus']);
  });

  test('delete against edit, delete against a new relation', () => {
    const without = edit(([, second]) => [second as LabelResult]);
    const edited = merge(
      without,
      edit(([, second]) => [box('r1', 9), second as LabelResult]),
    );
    expect(edited.conflicts).toMatchObject([{ kind: 'delete-edit', base: box('r1'), theirs: box('r1', 9) }]);
    expect('ours' in (edited.conflicts[0] ?? {})).toBe(false);
    expect(boxes(edited.file)).toHaveLength(1);
    const tied = merge(
      without,
      edit((results) => [...results, { type: 'relation', from_id: 'r1', to_id: 'r2', direction: 'right' }]),
    );
    expect(tied.conflicts.map(({ kind, identity }) => [kind, identity])).toEqual([
      ['delete-edit', '["region","r1","box"]'],
      ['delete-edit', '["relation","r1","r2",[]]'],
    ]);
    const back = applyResolution(
      tied.file,
      tied.conflicts.toReversed().map((conflict) => ({ conflict, choose: 'theirs' })),
    );
    expect(back.missed).toEqual([]);
    expect(back.file?.annotations[0]?.result).toHaveLength(3);
  });

  test('annotations of two people stay apart; times and lead time settle by themselves', () => {
    const second = { ...(start.annotations[0] as TaskFileAnnotation), uid: 'a2', author: 'bob' };
    const touched = (updated_at: string, lead_time: number): TaskFile => ({
      ...edit((results) => [...results, box(updated_at)]),
      annotations: edit((results) => [...results, box(updated_at)]).annotations.map((each) => ({
        ...each,
        updated_at,
        lead_time,
      })),
    });
    const ours = touched('2026-02-01T00:00:00Z', 9);
    const theirs = touched('2026-03-01T00:00:00Z', 3);
    const { file, conflicts } = merge(ours, { ...theirs, annotations: [...theirs.annotations, second] });
    expect(conflicts).toEqual([]);
    expect(file?.annotations.map(({ uid }) => uid)).toEqual(['a1', 'a2']);
    expect(file?.annotations[0]).toMatchObject({ updated_at: '2026-03-01T00:00:00Z', lead_time: 9 });
    expect(file?.annotations[0]?.result).toHaveLength(4);
  });

  test('a task deleted by one and labeled by the other is a conflict', () => {
    const labeled = edit((results) => [...results, box('r3')]);
    expect(merge(undefined, labeled)).toMatchObject({
      file: undefined,
      conflicts: [{ annotation: null, kind: 'delete-edit', theirs: labeled }],
    });
    expect(merge(labeled, undefined).file).toEqual(labeled);
    expect(merge(undefined, start)).toEqual({ file: undefined, conflicts: [] });
  });

  test('a choice whose place is gone is told', () => {
    const merged = merge(
      edit(([, second]) => [box('r1', 5), second as LabelResult]),
      edit(([, second]) => [box('r1', 7), second as LabelResult]),
    );
    const gone = { ...start, annotations: [] };
    const resolutions = merged.conflicts.map((conflict) => ({ conflict, choose: 'theirs' as const }));
    expect(applyResolution(gone, resolutions)).toEqual({ file: gone, missed: merged.conflicts });
  });
});

const bytes = (file: TaskFile | undefined): string | undefined => file && stringifyCanonical(file);

const unordered = (file: TaskFile | undefined): TaskFile | undefined =>
  file && {
    ...file,
    annotations: file.annotations.map((each) => ({
      ...each,
      result: each.result.toSorted((a, b) => (stringifyCanonical(a) < stringifyCanonical(b) ? -1 : 1)),
    })),
  };

// Times and the id of a whole-object answer settle by rule; they are nobody's work.
const settles = new Set(['updated_at', 'lead_time', 'created_at', 'made_on']);

/** Every part that a person can change, by its place: `task`, `task data`, `task/a1`, `task/a1/identity label`. */
const partsOf = (file: TaskFile | undefined) => {
  const parts = new Map<string, LabelResult[string] | undefined>();
  if (file === undefined) return parts;
  parts.set('task/', true);
  for (const [field, value] of Object.entries(file))
    if (field !== 'annotations') parts.set(`task/ field ${field}`, value);
  for (const annotation of file.annotations) {
    const at = `task/${annotation.uid}/`;
    parts.set(at, true);
    for (const [field, value] of Object.entries(annotation))
      if (field !== 'result' && !settles.has(field)) parts.set(`${at} field ${field}`, value);
    for (const [identity, result] of indexResults(annotation.result)) {
      const { label, geometry, fields } = splitResult(result);
      parts.set(`${at}${identity}`, true);
      parts.set(`${at}${identity} label`, label);
      parts.set(`${at}${identity} geometry`, geometry);
      for (const [field, value] of Object.entries(fields))
        if (!(field === 'id' && identity.startsWith('["classification"')))
          parts.set(`${at}${identity} field ${field}`, value);
    }
  }
  return parts;
};

const placeOf = ({ annotation, identity, kind, field }: TaskConflict): string => {
  const at = annotation === null ? 'task/' : `task/${annotation}/${identity ?? ''}`;
  if (kind === 'delete-edit') return at;
  return kind === 'field' ? `${at} field ${field}` : `${at} ${kind}`;
};
