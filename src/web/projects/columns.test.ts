import { expect, test } from 'vitest';
import { type Column, readColumns, sortColumns } from './columns.ts';

const columns: readonly Column[] = [
  { type: 'fixed', name: 'updated' },
  { type: 'labels', name: 'mood' },
  { type: 'fixed', name: 'score' },
  { type: 'field', name: 'text' },
  { type: 'fixed', name: 'data' },
];

test('columns stand in one order, however they were chosen', () => {
  expect(sortColumns(columns).map(({ name }) => name)).toEqual(['data', 'text', 'mood', 'score', 'updated']);
});

test('what was remembered is read; what is no column is left out', () => {
  expect(readColumns(JSON.stringify(columns))).toEqual(sortColumns(columns));
  expect(readColumns('[{"type":"fixed","name":"nothing"},{"type":"field"},null,3]')).toEqual([]);
  for (const broken of [null, '', '{', '{"type":"field"}', '["te'])
    expect(readColumns(broken)).toBeUndefined();
});
