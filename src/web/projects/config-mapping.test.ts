import { expect, test } from 'vitest';
import { guessedFates, mappingOf, withFate } from './config-mapping.ts';

const preview = {
  classes: [
    { control: 'kind', name: 'spam', change: 'renamed', to: 'junk', inUse: 4 },
    { control: 'kind', name: 'ham', change: 'removed', inUse: 2 },
    { control: 'kind', name: 'news', change: 'added', inUse: 0 },
  ] as const,
};
const isNew = (_: string | null, name: string) => name === 'junk' || name === 'news';

test('a guess becomes a mapping: renamed to a new class, removed where nothing is said', () => {
  const fates = guessedFates({ classes: [...preview.classes] });
  expect(mappingOf(fates, [{ type: 'rename-control', from: 'a', to: 'kind' }], isNew)).toEqual([
    { type: 'rename-control', from: 'a', to: 'kind' },
    { type: 'rename', control: 'kind', from: 'spam', to: 'junk' },
    { type: 'remove', control: 'kind', name: 'ham' },
  ]);
});

test('two to one class, or one to a class that was there, is a merge', () => {
  const fates = guessedFates({ classes: [...preview.classes] });
  expect(mappingOf(withFate(fates, { control: 'kind', name: 'ham', to: 'junk' }), [], isNew)).toEqual([
    { type: 'merge', control: 'kind', from: ['spam', 'ham'], to: 'junk' },
  ]);
  expect(mappingOf([{ control: 'kind', name: 'ham', to: 'other' }], [], isNew)).toEqual([
    { type: 'merge', control: 'kind', from: ['ham'], to: 'other' },
  ]);
});
