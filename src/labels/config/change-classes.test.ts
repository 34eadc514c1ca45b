import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { taskFileArbitrary, withResults } from '../fixtures/task-file-arbitrary.suite.ts';
import { countLabels } from '../results/label-counts.ts';
import type { LabelResult } from '../results/label-result.ts';
import type { TaskFile } from '../task-file/task-file.ts';
import { changeClasses } from './change-classes.ts';
import type { ClassMapping } from './class-mapping.ts';
import { compareConfigs } from './compare-configs.ts';
import { parseConfig } from './parse-config.ts';

const config = (boxes: readonly string[], kinds: readonly string[] = ['car', 'bus', 'dog'], more = '') =>
  parseConfig(`<View><Image name="image" value="$image"/>
    <RectangleLabels name="box" toName="image">${boxes.map((name) => `<Label value="${name}"/>`).join('')}</RectangleLabels>
    <TextArea name="note" toName="image" perRegion="true"/>
    <Choices name="kind" toName="image">${kinds.map((name) => `<Choice value="${name}"/>`).join('')}</Choices>${more}</View>`);
const all = config(['car', 'bus', 'dog']);
const countsOf = (file: TaskFile, control: string) =>
  Object.fromEntries(countLabels(file.annotations.flatMap(({ result }) => result)).get(control) ?? []);

describe('properties', () => {
  test('renamed and renamed back is as before; nothing else is touched', () => {
    const renamed = config(['auto', 'bus', 'dog']);
    const there = changeClasses(all, renamed, [{ type: 'rename', control: 'box', from: 'car', to: 'auto' }]);
    const back = changeClasses(renamed, all, [{ type: 'rename', control: 'box', from: 'auto', to: 'car' }]);
    fc.assert(
      fc.property(taskFileArbitrary, (file) => {
        const changed = there(file);
        expect(changed.unfit).toEqual([]);
        expect(countsOf(changed.file, 'kind')).toEqual(countsOf(file, 'kind'));
        const { car, ...others } = countsOf(file, 'box');
        expect(countsOf(changed.file, 'box')).toEqual({
          ...others,
          ...(car === undefined ? {} : { auto: car }),
        });
        expect(changed.changed).toBe(car ?? 0);
        if (car === undefined) expect(changed.file).toBe(file);
        expect(back(changed.file).file).toEqual(file);
      }),
    );
  });

  test('two classes can swap their names, and a permutation undone is nothing', () => {
    const swap: ClassMapping = [
      { type: 'rename', control: 'box', from: 'car', to: 'bus' },
      { type: 'rename', control: 'box', from: 'bus', to: 'car' },
    ];
    const change = changeClasses(all, all, swap);
    fc.assert(
      fc.property(taskFileArbitrary, (file) => {
        expect(change(change(file).file).file).toEqual(file);
        const { car, bus } = countsOf(file, 'box');
        expect(countsOf(change(file).file, 'box')).toMatchObject({
          ...(car === undefined ? {} : { bus: car }),
          ...(bus === undefined ? {} : { car: bus }),
        });
      }),
    );
  });

  test('a removed class: every label of it is kept and listed', () => {
    const change = changeClasses(all, config(['bus', 'dog']), [
      { type: 'remove', control: 'box', name: 'car' },
    ]);
    fc.assert(
      fc.property(taskFileArbitrary, (file) => {
        const { file: after, changed, unfit } = change(file);
        expect(after).toBe(file);
        expect(changed).toBe(0);
        expect(unfit).toHaveLength(countsOf(file, 'box').car ?? 0);
        for (const each of unfit) {
          expect(each).toMatchObject({ problem: { type: 'label' }, wasUnfit: false });
          const result = file.annotations.find(({ uid }) => uid === each.annotation)?.result[
            each.problem.index
          ];
          expect(each.identity).toBe(JSON.stringify(['region', result?.id, 'box']));
        }
      }),
    );
  });
});

const file = (results: readonly LabelResult[]): TaskFile => ({
  key: 'ab01',
  source: null,
  data: {},
  annotations: [
    {
      uid: 'a1',
      author: null,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      lead_time: null,
      was_cancelled: false,
      ground_truth: false,
      result: results,
    },
  ],
});

describe('changes by example', () => {
  const box = (labels: readonly string[]): LabelResult => ({
    id: 'r1',
    from_name: 'box',
    to_name: 'image',
    type: 'rectanglelabels',
    value: { x: 1, y: 1, width: 2, height: 2, rotation: 0, rectanglelabels: labels },
  });
  const answersOf = ({ annotations }: TaskFile) => annotations[0]?.result.map(({ value }) => value);

  test('merged classes become one, once in an answer that had both', () => {
    const change = changeClasses(all, config(['vehicle', 'dog']), [
      { type: 'merge', control: 'box', from: ['car', 'bus'], to: 'vehicle' },
    ]);
    const { file: after, changed, unfit } = change(file([box(['bus', 'dog', 'car'])]));
    expect(answersOf(after)).toMatchObject([{ rectanglelabels: ['vehicle', 'dog'], x: 1 }]);
    expect([changed, unfit]).toEqual([1, []]);
  });

  test('what did not fit before is told apart', () => {
    const { unfit } = changeClasses(
      all,
      config(['bus']),
      [],
    )(file([box(['cat']), { ...box(['dog']), id: 'r2' }]));
    expect(unfit.map(({ identity, wasUnfit }) => [identity, wasUnfit])).toEqual([
      ['["region","r1","box"]', true],
      ['["region","r2","box"]', false],
    ]);
  });

  test('nested choices move with all below them; controls, objects and relations have names too', () => {
    const nested = (top: string, names = ['kind', 't']) =>
      parseConfig(
        `<View><Text name="${names[1]}" value="$t"/><Choices name="${names[0]}" toName="${names[1]}" allowNested="true"><Choice value="${top}"><Choice value="Cat"/></Choice></Choices><Labels name="ner" toName="${names[1]}"><Label value="A"/></Labels><Relations><Relation value="owns"/></Relations></View>`,
      );
    const before = file([
      {
        id: 'c',
        from_name: 'kind',
        to_name: 't',
        type: 'choices',
        value: { choices: [['Animal', 'Cat'], ['Animal']] },
      },
      { id: 'x', from_name: 'ner', to_name: 't', type: 'labels', value: { start: 0, end: 1, labels: ['A'] } },
      { type: 'relation', from_id: 'x', to_id: 'x', labels: ['has'] },
    ]);
    const { file: after, unfit } = changeClasses(nested('Animal'), nested('Beast', ['sort', 'text']), [
      { type: 'rename', control: 'kind', from: 'Animal', to: 'Beast' },
      { type: 'rename', control: null, from: 'has', to: 'owns' },
      { type: 'rename-control', from: 'kind', to: 'sort' },
      { type: 'rename-object', from: 't', to: 'text' },
    ])(before);
    expect(unfit).toEqual([]);
    expect(after.annotations[0]?.result).toMatchObject([
      { from_name: 'sort', to_name: 'text', value: { choices: [['Beast', 'Cat'], ['Beast']] } },
      { from_name: 'ner', to_name: 'text', value: { labels: ['A'] } },
      { labels: ['owns'] },
    ]);
  });

  test('a rename touches only its own control', () => {
    const both = withResults(file([]), 'a1', () => [
      box(['car']),
      { id: 'c', from_name: 'kind', to_name: 'image', type: 'choices', value: { choices: ['car'] } },
    ]);
    const change = changeClasses(all, config(['auto', 'bus', 'dog']), [
      { type: 'rename', control: 'box', from: 'car', to: 'auto' },
    ]);
    expect(answersOf(change(both).file)).toMatchObject([{ rectanglelabels: ['auto'] }, { choices: ['car'] }]);
  });
});

describe('what differs between configs', () => {
  test('classes added, removed, probably renamed, and how often they are in use', () => {
    const counts = new Map([
      [
        'box',
        new Map([
          ['car', 5],
          ['dog', 2],
        ]),
      ],
    ]);
    const after = config(
      ['Car ', 'bus', 'tree', 'house'],
      ['car', 'bus', 'dog'],
      '<Rating name="stars" toName="image"/>',
    );
    expect(compareConfigs(all, after, counts)).toEqual({
      controls: [{ name: 'stars', change: 'added', inUse: 0 }],
      classes: [
        { control: 'box', name: 'car', change: 'renamed', to: 'Car ', inUse: 5 },
        { control: 'box', name: 'dog', change: 'removed', inUse: 2 },
        { control: 'box', name: 'tree', change: 'added', inUse: 0 },
        { control: 'box', name: 'house', change: 'added', inUse: 0 },
      ],
      objects: [],
      mapping: [
        { type: 'rename', control: 'box', from: 'car', to: 'Car ' },
        { type: 'remove', control: 'box', name: 'dog' },
      ],
    });
  });

  test('a name that changed wholly, in its place, is a rename; equal configs do not differ', () => {
    expect(compareConfigs(all, config(['car', 'lorry', 'dog'])).classes).toEqual([
      { control: 'box', name: 'bus', change: 'renamed', to: 'lorry', inUse: 0 },
    ]);
    expect(compareConfigs(all, all)).toEqual({ controls: [], classes: [], objects: [], mapping: [] });
  });

  test('controls and objects that go, or become another kind', () => {
    const old = parseConfig(
      '<View><Text name="t" value="$t"/><Choices name="c" toName="t"><Choice value="A"/></Choices><Rating name="r" toName="t"/></View>',
    );
    const now = parseConfig(
      '<View><HyperText name="t" value="$t"/><Labels name="c" toName="t"><Label value="A"/></Labels></View>',
    );
    const counts = new Map([['c', new Map([['A', 3]])]]);
    expect(compareConfigs(old, now, counts)).toMatchObject({
      controls: [
        { name: 'c', change: 'retyped', inUse: 3 },
        { name: 'r', change: 'removed', inUse: 0 },
      ],
      objects: [{ name: 't', change: 'retyped' }],
    });
  });
});
