import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameJson } from '../canonical-json.ts';
import { taskFileArbitrary, withResults } from '../fixtures/task-file-arbitrary.suite.ts';
import { indexResults } from '../results/result-identity.ts';
import type { TaskFile } from '../task-file/task-file.ts';
import { fuseAnnotations } from '../merge/fuse-annotations.ts';
import type { mergeModes } from '../merge/merge-modes.ts';
import { mergeTaskFiles } from '../merge/merge-task-files.ts';
import { blameTaskFile, type TaskFileVersion } from './blame-task-file.ts';

const box = (id: string, name: string) => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  value: { x: 1, y: 1, width: 1, height: 1, rectanglelabels: [name] },
});
const base: TaskFile = {
  key: 'ab',
  source: null,
  data: {},
  annotations: [
    {
      uid: 'a1',
      author: 'ann',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      lead_time: 1,
      was_cancelled: false,
      ground_truth: false,
      result: [],
    },
  ],
};
type Version = TaskFileVersion<string>;
let clock = 0;
/** The next commit, later than all before it. */
const commit = (name: string, file: TaskFile | undefined, ...parents: readonly Version[]): Version => ({
  commit: name,
  time: (clock += 1),
  file,
  parents: async () => parents,
});
/** Newest first: a line of history. */
const line = (versions: readonly (readonly [string, TaskFile | undefined])[]): Version =>
  versions.reduceRight<Version[]>((older, [name, file]) => [commit(name, file, ...older)], [])[0] ??
  expect.fail();
const withBoxes = (...results: ReturnType<typeof box>[]): TaskFile => withResults(base, 'a1', () => results);
const blamesOf = async (newest: Version) =>
  (await blameTaskFile(newest)).map(({ annotation, identity, commit: by }) => [annotation, identity, by]);
const region = (id: string) => `["region","${id}","box"]`;

test('each region is blamed on the commit that last changed it', async () => {
  const newest = line([
    ['c4', withBoxes(box('r1', 'bus'), box('r2', 'car'), box('r3', 'dog'))],
    ['c3', withBoxes(box('r1', 'bus'), box('r2', 'car'))],
    ['c2', withBoxes(box('r1', 'car'), box('r2', 'car'))],
    ['c1', withBoxes(box('r2', 'car'))],
    ['c0', undefined],
  ]);
  expect(await blamesOf(newest)).toEqual([
    ['a1', null, 'c1'],
    ['a1', region('r1'), 'c3'],
    ['a1', region('r2'), 'c1'],
    ['a1', region('r3'), 'c4'],
  ]);
  expect((await blameTaskFile(newest))[0]).toMatchObject({ author: 'ann', at: '2026-01-01T00:00:00Z' });
});

test('a region that came back is blamed on its return; reading stops once all is known', async () => {
  let asked = 0;
  const newest = line([
    ['c3', base],
    ['c2', undefined],
    ['c1', base],
  ]);
  const counted = (version: Version): Version => ({
    ...version,
    parents: async () => (asked++, (await version.parents()).map(counted)),
  });
  expect(await blamesOf(counted(newest))).toEqual([['a1', null, 'c3']]);
  expect(asked).toBe(1);
  expect(await blamesOf(commit('c', undefined, newest))).toEqual([]);
});

describe('across a merge', () => {
  const start = withBoxes(box('r1', 'car'), box('r2', 'car'), box('r3', 'car'));
  const fork = commit('start', start);
  const edited = (file: TaskFile, id: string, change: object) =>
    withResults(file, 'a1', (results) =>
      results.map((result) =>
        result['id'] === id ? { ...result, value: { ...(result['value'] as object), ...change } } : result,
      ),
    );
  const merged = (ours: Version, theirs: Version): Version => {
    const { file, conflicts } = mergeTaskFiles({ base: start, ours: ours.file, theirs: theirs.file });
    expect(conflicts).toEqual([]);
    return commit('merge', file, ours, theirs);
  };

  test('each side is named for its own, and who was before the fork for what neither touched', async () => {
    const ours = commit('ours', edited(start, 'r1', { x: 5 }), fork);
    const theirs = commit('theirs', edited(start, 'r2', { x: 5 }), fork);
    const found = [
      ['a1', null, 'start'],
      ['a1', region('r1'), 'ours'],
      ['a1', region('r2'), 'theirs'],
      ['a1', region('r3'), 'start'],
    ];
    expect(await blamesOf(merged(ours, theirs))).toEqual(found);
    expect(await blamesOf(merged(theirs, ours))).toEqual(found);
  });

  test('of two who changed parts of one region, the later is named; a merge only for what neither had', async () => {
    const ours = commit('ours', edited(start, 'r1', { x: 5 }), fork);
    const theirs = commit('theirs', edited(start, 'r1', { rectanglelabels: ['bus'] }), fork);
    const both = merged(ours, theirs);
    expect(await blamesOf(both)).toContainEqual(['a1', region('r1'), 'theirs']);
    const third = commit('merge', edited(both.file ?? start, 'r1', { x: 9 }), ours, theirs);
    expect(await blamesOf(third)).toContainEqual(['a1', region('r1'), 'merge']);
  });

  test('what one side took away from a region counts as its change', async () => {
    const scored = withResults(start, 'a1', (results) => results.map((each) => ({ ...each, score: 1 })));
    const first = commit('first', scored);
    const ours = commit('ours', edited(scored, 'r1', { x: 5 }), first);
    const theirs = commit('theirs', edited(start, 'r1', {}), first);
    const { file } = mergeTaskFiles({ base: scored, ours: ours.file, theirs: theirs.file });
    const found = await blamesOf(commit('merge', file, ours, theirs));
    expect(found).toContainEqual(['a1', region('r1'), 'theirs']);
    expect(found).toContainEqual(['a1', region('r2'), 'theirs']);
  });

  test('regions that a fuse moved into one annotation are traced to those who drew them', async () => {
    const of = (uid: string, author: string, ...result: ReturnType<typeof box>[]) => ({
      ...base.annotations[0]!,
      uid,
      author,
      result,
    });
    const [ann, bob] = [
      of('a1', 'ann', box('r1', 'car')),
      of('b1', 'bob', box('q1', 'car'), { ...box('q2', 'dog'), value: { ...box('q2', 'dog').value, x: 50 } }),
    ];
    const ours = commit('ours', { ...base, annotations: [ann] });
    const theirs = commit('theirs', { ...base, annotations: [bob] });
    const fused = fuseAnnotations([ann, bob], { key: 'ab' }).annotation;
    expect(fused.result.map(({ id }) => id)).toEqual(['r1', 'q2']);
    const blames = await blameTaskFile(commit('merge', { ...base, annotations: [fused] }, ours, theirs));
    expect(blames.map(({ identity, commit: by, author }) => [identity, by, author])).toEqual([
      [null, 'merge', null],
      [region('r1'), 'ours', 'ann'],
      [region('q2'), 'theirs', 'bob'],
    ]);
  });
});

test('property: agrees with walking the history for each result by itself', async () => {
  const history = fc.array(fc.option(taskFileArbitrary, { nil: undefined, freq: 6 }), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(history, async (files) => {
      const newest = line(files.map((file, index) => [String(index), file]));
      for (const { annotation, identity, commit: by, now } of await blameTaskFile(newest)) {
        if (identity === null) continue;
        const at = (index: number) => {
          const own = files[index]?.annotations.find(({ uid }) => uid === annotation);
          return indexResults(own?.result ?? []).get(identity);
        };
        const last = Number(by);
        for (let index = 0; index <= last; index++) expect(sameJson(at(index), now)).toBe(true);
        expect(last + 1 < files.length && sameJson(at(last + 1), now)).toBe(false);
      }
    }),
  );
});

/** What a branch did: each step moves or names one region of one annotation anew, never as it was. */
const steps = (from: number) =>
  fc
    .array(
      fc.record({ uid: fc.constantFrom('a1', 'a2'), region: fc.nat(3), what: fc.constantFrom('x', 'name') }),
      {
        maxLength: 5,
      },
    )
    .map((list) => list.map((step, index) => ({ ...step, value: from + index })));

test('property: after a merge everybody is named for the last change of their own', async () => {
  const first: TaskFile = {
    ...base,
    annotations: ['a1', 'a2'].map((uid) => ({
      ...base.annotations[0]!,
      uid,
      // far apart, and of a label each: nothing of them is taken for the same thing
      result: [0, 1, 2, 3].map((n) => ({ ...box(`${uid}-${n}`, `${uid}-${n}`), score: n })),
    })),
  };
  const names = first.annotations.flatMap(({ result }) => result.map(({ id }) => String(id)));
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(steps(100), steps(200), fc.boolean(), fc.constantFrom('union', 'fuse')),
      async ([left, right, turned, mode]) => {
        const fork = commit('first', first);
        const last = new Map(names.map((name) => [name, fork]));
        const touched = new Set<string>();
        const heads = [fork, fork];
        // side by side in time, as two people work
        for (let at = 0; at < 5; at++)
          for (const [side, list] of [left, right].entries()) {
            const step = list[at];
            if (step === undefined) continue;
            const name = `${step.uid}-${step.region}`;
            const part = `${side} ${name} ${step.what}`;
            touched.add(part);
            // the same part of a region on both sides is a conflict, not a question of blame
            if (touched.has(part.replace(/^./, String(1 - side)))) continue;
            const file = withResults(heads[side]?.file ?? first, step.uid, (results) =>
              results.map((result) =>
                result['id'] !== name
                  ? result
                  : step.what === 'x'
                    ? { ...result, value: { ...(result['value'] as object), x: step.value } }
                    : { ...result, score: step.value },
              ),
            );
            const made = commit(`${side}-${at}`, file, heads[side] ?? fork);
            heads[side] = made;
            last.set(name, made);
          }
        const [ours = fork, theirs = fork] = turned ? heads.toReversed() : heads;
        const { file, conflicts } = mergeTaskFiles(
          { base: first, ours: ours.file, theirs: theirs.file },
          mode as keyof typeof mergeModes,
        );
        expect(conflicts).toEqual([]);
        for (const { identity, commit: by } of await blameTaskFile(commit('merge', file, ours, theirs))) {
          const id = identity === null ? undefined : (JSON.parse(identity) as string[])[1];
          if (id !== undefined) expect([id, by]).toEqual([id, last.get(id)?.commit]);
        }
      },
    ),
    { numRuns: 200 },
  );
});
