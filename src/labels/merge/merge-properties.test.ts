import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringifyCanonical } from '../canonical-json.ts';
import { taskFileArbitrary } from '../fixtures/task-file-arbitrary.suite.ts';
import type { JsonObject } from '../json.ts';
import { isRelation, type LabelResult } from '../results/label-result.ts';
import { indexResults, isRegion } from '../results/result-identity.ts';
import type { TaskFile, TaskFileAnnotation } from '../task-file/task-file.ts';
import { diffTaskFiles } from './diff-task-files.ts';
import { fuseAnnotations } from './fuse-annotations.ts';
import { type MergeMode, mergeModes } from './merge-modes.ts';
import { mergeTaskFiles } from './merge-task-files.ts';
import { renameRegions } from './rename-regions.ts';

/* What must hold of a merge in every mode. */

const modes = Object.keys(mergeModes) as MergeMode[];

const box = (id: string, more: JsonObject = {}): LabelResult => {
  const [row = 0, column = 0] = id.split('-').map((part) => Number(part.replace(/\D/g, '')));
  return {
    id,
    from_name: 'box',
    to_name: 'image',
    type: 'rectanglelabels',
    value: { x: column * 8, y: row * 20, width: 5, height: 5, rotation: 0, rectanglelabels: ['car'] },
    ...more,
  };
};
const note = (id: string, text: string): LabelResult => {
  const { rectanglelabels: _, ...shape } = box(id)['value'] as JsonObject;
  const value = { ...shape, text: [text] };
  return { id, from_name: 'note', to_name: 'image', type: 'textarea', value };
};
const tie = (from_id: string, to_id: string): LabelResult => ({
  type: 'relation',
  from_id,
  to_id,
  direction: 'right',
});

const regions = ['a1', 'a2'].flatMap((uid) => [0, 1, 2, 3, 4].map((n) => ({ uid, id: `${uid}-${n}` })));
const start: TaskFile = {
  key: 'ab01',
  source: null,
  data: { image: 's3://raw/a.png' },
  annotations: ['a1', 'a2'].map((uid) => {
    const own = regions.filter((region) => region.uid === uid).map(({ id }) => id);
    return {
      uid,
      author: uid,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      lead_time: 2,
      was_cancelled: false,
      ground_truth: false,
      result: [...own.map((id) => box(id)), ...own.slice(0, 3).map((id) => note(id, 'old'))],
    };
  }),
};

type Edit = (results: readonly LabelResult[]) => readonly LabelResult[];
const ofRegion =
  (id: string, change: (result: LabelResult) => LabelResult): Edit =>
  (results) =>
    results.map((result) => (result['id'] === id ? change(result) : result));
/** What a person does to one region, and nothing else. */
const edits: Readonly<Record<string, (id: string) => Edit>> = {
  move: (id) => ofRegion(id, (own) => ({ ...own, value: { ...(own['value'] as JsonObject), x: 1 } })),
  rename: (id) => (results) =>
    results.map((own) =>
      own['id'] === id && own['from_name'] === 'box'
        ? { ...own, value: { ...(own['value'] as JsonObject), rectanglelabels: ['bus'] } }
        : own,
    ),
  score: (id) => ofRegion(id, (own) => ({ ...own, score: 0.5 })),
  remove: (id) => (results) => results.filter((result) => result['id'] !== id),
  describe: (id) => (results) => [
    ...results.filter((each) => each['id'] !== id || each['from_name'] !== 'note'),
    note(id, 'new'),
  ],
  add: (id) => (results) => [...results, box(`${id}9`)],
  'add a part': (id) => (results) => [...results, box(`${id}9`, { parentID: id }), tie(id, `${id}9`)],
};
const apply = (file: TaskFile, all: readonly { uid: string; edit: Edit }[]): TaskFile => ({
  ...file,
  annotations: file.annotations.map((annotation) => ({
    ...annotation,
    result: all
      .filter(({ uid }) => uid === annotation.uid)
      .reduce((results, { edit }) => edit(results), annotation.result),
  })),
});

/** Edits of two people, each at regions of their own. */
const disjoint = fc
  .tuple(
    ...regions.map(({ uid, id }) =>
      fc
        .record({
          side: fc.constantFrom('ours', 'theirs', 'none'),
          what: fc.constantFrom(...Object.keys(edits)),
        })
        .map(({ side, what }) => ({ side, uid, edit: edits[what]?.(id) ?? ((same) => same) })),
    ),
  )
  .map((all) => ({
    ours: all.filter(({ side }) => side === 'ours'),
    theirs: all.filter(({ side }) => side === 'theirs'),
  }));

const resultsOf = (file: TaskFile | undefined): readonly string[] =>
  (file?.annotations ?? []).flatMap(({ result }) => result.map(stringifyCanonical)).sort();
const bytes = (file: TaskFile | undefined) => file && stringifyCanonical(file);

/** Regions that others refer to, and the ids by which they are referred to; nothing twice. */
const expectWhole = (annotation: TaskFileAnnotation): void => {
  const { result } = annotation;
  const shapes = new Set(
    result.filter((each) => isRegion(each) && each['from_name'] === 'box').map(({ id }) => id),
  );
  for (const each of result) {
    const named = isRelation(each)
      ? [each['from_id'], each['to_id']]
      : [...(isRegion(each) ? [each['id']] : []), each['parentID'] ?? []].flat();
    for (const id of named)
      if (!shapes.has(id)) throw new Error(`${String(id)} is no region: ${stringifyCanonical(each)}`);
  }
  const identities = [...indexResults(result).keys()];
  expect(identities.filter((identity) => /#\d+"\]$/.test(identity))).toEqual([]);
};

/** Some regions are parts of others. */
const withParts = (file: TaskFile): TaskFile => ({
  ...file,
  annotations: file.annotations.map((annotation) => {
    const ids = [...new Set(annotation.result.filter(isRegion).map(({ id }) => String(id)))].sort();
    return {
      ...annotation,
      result: annotation.result.map((each) => {
        const at = isRegion(each) ? ids.indexOf(String(each['id'])) : -1;
        return at >= 1 ? { ...each, parentID: ids[at - 1] ?? '' } : each;
      }),
    };
  }),
});
const maybe = fc.option(
  fc
    .record({ file: taskFileArbitrary, parts: fc.boolean() })
    .map(({ file, parts }) => (parts ? withParts(file) : file)),
  { nil: undefined, freq: 8 },
);

describe.each(modes)('merged in the mode %s', (mode) => {
  test('disjoint edits of two branches both stand, whichever is merged into the other', () => {
    fc.assert(
      fc.property(disjoint, ({ ours: mine, theirs: yours }) => {
        const [ours, theirs] = [apply(start, mine), apply(start, yours)];
        const one = mergeTaskFiles({ base: start, ours, theirs }, mode);
        const other = mergeTaskFiles({ base: start, ours: theirs, theirs: ours }, mode);
        expect([one.conflicts, other.conflicts]).toEqual([[], []]);
        expect(bytes(one.file)).toBe(bytes(other.file));
        expect(resultsOf(one.file)).toEqual(resultsOf(apply(apply(start, mine), yours)));
        for (const annotation of one.file?.annotations ?? []) expectWhole(annotation);
      }),
      { numRuns: 100 },
    );
  });

  test('with itself or with what it was made from, a branch stays as it is', () => {
    fc.assert(
      fc.property(maybe, maybe, (base, file) => {
        const same = { file, conflicts: [] };
        expect(mergeTaskFiles({ base: file, ours: file, theirs: file }, mode)).toEqual(same);
        expect(mergeTaskFiles({ base, ours: file, theirs: file }, mode)).toEqual(same);
        expect(mergeTaskFiles({ base, ours: file, theirs: base }, mode)).toEqual(same);
        expect(mergeTaskFiles({ base, ours: base, theirs: file }, mode)).toEqual(same);
      }),
    );
  });

  test('once merged, merging again changes nothing', () => {
    fc.assert(
      fc.property(disjoint, ({ ours: mine, theirs: yours }) => {
        const [ours, theirs] = [apply(start, mine), apply(start, yours)];
        const { file } = mergeTaskFiles({ base: start, ours, theirs }, mode);
        expect(mergeTaskFiles({ base: theirs, ours: file, theirs }, mode)).toEqual({ file, conflicts: [] });
      }),
    );
  });

  test('whatever clashes: nothing refers to a region that is not there, and nothing is there twice', () => {
    fc.assert(
      fc.property(fc.record({ base: maybe, ours: maybe, theirs: maybe }), (sides) => {
        const { file } = mergeTaskFiles(sides, mode);
        for (const annotation of file?.annotations ?? []) expectWhole(annotation);
      }),
      { numRuns: 300 },
    );
  });
});

/** What a list of results says, with each region named by where it is. */
const sayings = (results: readonly LabelResult[]): readonly string[] => {
  const places = new Map(
    results
      .filter(({ from_name }) => from_name === 'box')
      .map(({ id, value }) => [
        id,
        `${String((value as JsonObject)['x'])}/${String((value as JsonObject)['y'])}`,
      ]),
  );
  return results.flatMap((each) => [
    isRelation(each)
      ? `${places.get(each['from_id'])} → ${places.get(each['to_id'])}`
      : `${String(each['from_name'])} at ${places.get(each['id'])}`,
    ...(each['parentID'] === undefined
      ? []
      : [`${places.get(each['id'])} in ${places.get(each['parentID'])}`]),
  ]);
};

test('fused, what two people drew under ids of their own keeps its notes, relations and parts', () => {
  const ids = [0, 1, 2, 3, 4].map((n) => `a1-${n}`);
  const drawn = fc
    .record({
      there: fc.subarray(ids, { minLength: 1 }),
      seeds: fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
      noted: fc.boolean(),
    })
    .map(({ there, seeds, noted }) => {
      const other = (at: number) => there[(seeds[at] ?? 0) % there.length] ?? '';
      return [
        ...there.map((id, at) => (other(at) === id ? box(id) : box(id, { parentID: other(at) }))),
        ...(noted ? there.map((id) => note(id, 'seen')) : []),
        ...there.flatMap((id, at) => (other(at + 1) === id ? [] : [tie(id, other(at + 1))])),
      ];
    });
  const mine = start.annotations[0] as TaskFileAnnotation;
  fc.assert(
    fc.property(drawn, drawn, (one, two) => {
      const own = new Map(ids.map((id, at) => [id, `q${(at * 3) % 5}`]));
      const annotations = [
        { ...mine, result: one },
        { ...mine, uid: 'b1', result: renameRegions(two, own) },
      ];
      const { annotation, conflicts } = fuseAnnotations(annotations, { key: 'ab01' });
      // of two wholes of one part a person has to choose
      fc.pre(conflicts.length === 0);
      expectWhole(annotation);
      expect([...new Set(sayings(annotation.result))].sort()).toEqual(
        [...new Set([...sayings(one), ...sayings(two)])].sort(),
      );
    }),
    { numRuns: 300 },
  );
});

test('a diff, applied to what it begins from, gives what it leads to', () => {
  fc.assert(
    fc.property(maybe, maybe, (before, after) => {
      const annotations = new Map<string, JsonObject>();
      const results = new Map<string, Map<string, JsonObject>>();
      for (const { uid, result, ...rest } of before?.annotations ?? []) {
        annotations.set(uid, { uid, ...rest });
        results.set(uid, new Map(indexResults(result)));
      }
      const { annotations: _, ...whole } = before ?? ({ annotations: [] } as unknown as TaskFile);
      let task: JsonObject | undefined = before && whole;
      for (const { annotation, identity, after: value } of diffTaskFiles(before, after)) {
        if (annotation === null) task = value;
        else if (identity === null) {
          if (value === undefined) annotations.delete(annotation);
          else annotations.set(annotation, value);
        } else {
          const own = results.get(annotation) ?? new Map<string, JsonObject>();
          results.set(annotation, own);
          if (value === undefined) own.delete(identity);
          else own.set(identity, value);
        }
      }
      const made = task && {
        ...task,
        annotations: [...annotations].map(([uid, own]) => ({
          ...own,
          result: [...(results.get(uid)?.values() ?? [])],
        })),
      };
      expect(made && comparable(made as JsonObject as TaskFile)).toEqual(after && comparable(after));
    }),
    { numRuns: 300 },
  );
});

/** Without the order of results, and the times that every submit moves: a diff does not tell of these. */
const comparable = ({ annotations, ...task }: TaskFile) => ({
  ...task,
  annotations: annotations
    .map(({ updated_at: _updated, lead_time: _lead, result, ...rest }) => ({
      ...rest,
      result: result.map(stringifyCanonical).sort(),
    }))
    .toSorted((a, b) => (String(a['uid']) < String(b['uid']) ? -1 : 1)),
});
