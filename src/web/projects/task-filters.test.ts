import { expect, test } from 'vitest';
import { chipsOf, readFilter, withoutChip, writeFilter } from './task-filters.ts';

test('a filter goes through the address and comes back', () => {
  const filter = {
    label: { name: 'Car', control: 'box' },
    reviewed: 'none',
    pending: true,
    source: 'a/',
  } as const;
  expect(readFilter(writeFilter(filter))).toEqual(filter);
  expect(writeFilter({})).toBeUndefined();
});

test('an address that somebody wrote by hand never breaks the page', () => {
  for (const text of ['', '{', '[]', 'null', '7', '{"label":5,"pending":"yes","reviewed":"maybe","x":1}']) {
    expect(readFilter(text)).toEqual({});
  }
});

test('each part is a chip and can be taken away', () => {
  const filter = { annotator: '7', assignee: 'none', comments: false };
  expect(chipsOf(filter, () => 'Bea').map((chip) => chip.text)).toEqual([
    'by Bea',
    'assigned to nobody',
    'without open comments',
  ]);
  expect(withoutChip(filter, 'assignee')).toEqual({ annotator: '7', comments: false });
});
