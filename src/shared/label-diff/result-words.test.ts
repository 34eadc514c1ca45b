import { expect, test } from 'vitest';
import { partsOf } from './changed-parts.ts';
import { fieldsInWords, partText } from './result-words.ts';

test('what changed of a region, each thing once', () => {
  expect(fieldsInWords(['value.height', 'value.width', 'value.x'])).toBe('moved, resized');
  expect(fieldsInWords(['value.rectanglelabels'])).toBe('');
});

const span = (name: string) => ({
  id: 'r1',
  from_name: 'who',
  to_name: 'text',
  type: 'labels',
  value: { start: 0, end: 3, text: 'Ada', labels: [name] },
});
const box = (x: number) => ({
  id: 'r2',
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  value: { x, y: 1, width: 1, height: 1, rectanglelabels: ['Cat'] },
});
const note = { id: 'r2', from_name: 'note', to_name: 'image', type: 'textarea', value: { text: ['asleep'] } };

test('a changed part in a line: kind, class, place and control', () => {
  const version = { data: { text: 'Ada wrote' }, annotations: [] };
  const change = {
    before: version,
    after: version,
    regions: [
      {
        identity: '["region","r1","who"]',
        kind: 'relabeled',
        before: span('City'),
        after: span('Person'),
        fields: ['value.labels'],
      },
      {
        identity: '["region","r2","box"]',
        kind: 'changed',
        before: box(1),
        after: box(2),
        fields: ['value.x'],
      },
      { identity: '["region","r2","note"]', kind: 'added', before: null, after: note, fields: [] },
      { identity: '["region","r3","who"]', kind: 'removed', before: span('City'), after: null, fields: [] },
    ].map((region) => ({ annotation: 'a', change: 'modified' as const, ...region })),
  } as never;
  expect(partsOf(change).map((part) => partText(part, change))).toEqual([
    'relabeled City → Person “Ada” (who)',
    'changed Cat moved (box), asleep (note)',
    'removed City “Ada” (who)',
  ]);
});
