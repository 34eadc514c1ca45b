import fc from 'fast-check';
import { expect, test } from 'vitest';
import { taskFileArbitrary } from '../fixtures/task-file-arbitrary.suite.ts';
import type { LabelResult } from '../results/label-result.ts';
import type { ClassMapping } from './class-mapping.ts';
import { changeVersion, type ConfigVersion } from './config-versions.ts';
import { parseConfig } from './parse-config.ts';

const config = (...boxes: readonly string[]) =>
  parseConfig(`<View><Image name="image" value="$image"/><RectangleLabels name="box" toName="image">
    ${boxes.map((name) => `<Label value="${name}"/>`).join('')}</RectangleLabels></View>`);
const rename = (from: string, to: string): ClassMapping => [{ type: 'rename', control: 'box', from, to }];
/** 0 → 1 → 2 (car is auto, then wagon), 0 → 3 (car and bus are vehicle), 0 → 4 (car has joined bus), 9 alone. */
const versions: readonly ConfigVersion[] = [
  { version: 0, parent: null, config: config('car', 'bus', 'dog'), mapping: [] },
  { version: 1, parent: 0, config: config('auto', 'bus', 'dog'), mapping: rename('car', 'auto') },
  { version: 2, parent: 1, config: config('wagon', 'bus', 'dog'), mapping: rename('auto', 'wagon') },
  {
    version: 3,
    parent: 0,
    config: config('vehicle', 'dog'),
    mapping: [{ type: 'merge', control: 'box', from: ['car', 'bus'], to: 'vehicle' }],
  },
  { version: 4, parent: 0, config: config('bus', 'dog'), mapping: rename('car', 'bus') },
  { version: 9, parent: null, config: config('cat'), mapping: [] },
];
const box = (label: string): LabelResult => ({
  id: 'r',
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  value: { x: 1, y: 1, width: 2, height: 2, rotation: 0, rectanglelabels: [label] },
});
const changed = (from: number, to: number, label: string) =>
  changeVersion(versions, from, to)(box(label))['value'];

test('down a line, up again, and over to another one', () => {
  expect(changed(0, 2, 'car')).toMatchObject({ rectanglelabels: ['wagon'] });
  expect(changed(2, 0, 'wagon')).toMatchObject({ rectanglelabels: ['car'] });
  expect(changed(2, 3, 'wagon')).toMatchObject({ rectanglelabels: ['vehicle'] });
});

test('what was merged stays so: nobody knows what it was', () => {
  expect(changed(3, 0, 'vehicle')).toMatchObject({ rectanglelabels: ['vehicle'] });
  expect(changed(4, 0, 'bus')).toMatchObject({ rectanglelabels: ['bus'] });
});

test('versions without a common one, or that nobody knows, change nothing', () => {
  for (const [from, to] of [
    [0, 9],
    [5, 0],
    [0, 5],
  ] as const)
    expect(changed(from, to, 'car')).toMatchObject({ rectanglelabels: ['car'] });
});

test('renamed, also in a control with a new name, and taken back is as before', () => {
  const before = parseConfig(
    '<View><Image name="image" value="$i"/><RectangleLabels name="box" toName="image"><Label value="car"/><Label value="bus"/></RectangleLabels></View>',
  );
  const after = parseConfig(
    '<View><Image name="photo" value="$i"/><RectangleLabels name="thing" toName="photo"><Label value="bus"/><Label value="auto"/></RectangleLabels></View>',
  );
  const line: ConfigVersion[] = [
    { version: 0, parent: null, config: before, mapping: [] },
    {
      version: 1,
      parent: 0,
      config: after,
      mapping: [
        { type: 'rename', control: 'box', from: 'car', to: 'bus' },
        { type: 'rename', control: 'box', from: 'bus', to: 'car' },
        { type: 'rename-control', from: 'box', to: 'thing' },
        { type: 'rename-object', from: 'image', to: 'photo' },
      ],
    },
  ];
  const [there, back] = [changeVersion(line, 0, 1), changeVersion(line, 1, 0)];
  expect(there(box('car'))).toMatchObject({
    from_name: 'thing',
    to_name: 'photo',
    value: { rectanglelabels: ['bus'] },
  });
  fc.assert(
    fc.property(taskFileArbitrary, ({ annotations }) => {
      for (const { result } of annotations)
        for (const each of result) expect(back(there(each))).toEqual(each);
    }),
  );
});
