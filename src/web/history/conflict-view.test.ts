import { expect, test } from 'vitest';
import { conflictTitle, sideResult, sideWords } from './conflict-view.ts';

test('a conflict is named by what it is about', () => {
  const cat = { id: 'a1', from_name: 'box', value: { x: 1, rectanglelabels: ['Cat'] } };
  const about = (identity: unknown[], kind: string, field: string | null = null) =>
    conflictTitle({ identity: JSON.stringify(identity), kind, field }, identity[0] === 'region' ? cat : null);
  expect(about(['classification', 'kind', 'text', null], 'label')).toBe('Answer of “kind”');
  expect(about(['region', 'a1', 'box'], 'geometry')).toBe('Place of the “box” region Cat');
  expect(about(['region', 'a1', 'box'], 'delete-edit')).toBe('The “box” region Cat, removed on one side');
  expect(about(['region', 'a1', 'box'], 'field', 'score')).toBe('score of the “box” region Cat');
  expect(conflictTitle({ identity: 'not json', kind: 'field', field: 'skipped' }, null)).toBe(
    'skipped of the annotation',
  );
});

test('a side is drawn with what the standing result has beside it', () => {
  const standing = {
    id: 'a',
    from_name: 'box',
    type: 'rectanglelabels',
    value: { x: 1, rectanglelabels: ['Car'] },
  };
  expect(sideResult({ kind: 'geometry' }, { x: 5, y: 6 }, standing)).toEqual({
    ...standing,
    value: { x: 5, y: 6, rectanglelabels: ['Car'] },
  });
  expect(sideResult({ kind: 'label' }, ['Bus'], standing)).toBeNull();
  expect(sideResult({ kind: 'geometry' }, null, standing)).toBeNull();
});

test('a side in words', () => {
  expect(sideWords({ kind: 'label' }, ['Bus', 'Car'])).toBe('Bus, Car');
  expect(sideWords({ kind: 'label' }, null)).toBe('removed');
  expect(sideWords({ kind: 'geometry' }, { x: 10.123, y: 2, points: 3 })).toBe('x 10.12, y 2, points 3');
  expect(sideWords({ kind: 'field' }, 0.5)).toBe('0.5');
});
