import { expect, test } from 'vitest';
import type { SaveState } from './draft-keeper.ts';
import { saidAfter } from './save-sign.tsx';

const saidBy = (states: readonly (SaveState | null)[]): readonly string[] => {
  let said = '';
  return states.map((state) => (said = saidAfter(said, state)));
};

test('that one is offline is said once, not at each try, and not any more when it is past', () => {
  const offline = 'Offline. The draft is kept in this browser';
  expect(saidBy(['saving', 'offline', 'saving', 'offline', 'saving', 'saved'])).toEqual([
    '',
    offline,
    offline,
    offline,
    offline,
    'Draft saved',
  ]);
  // an answer sent while its draft was not: the next task begins without a word
  expect(saidBy(['offline', null]).at(-1)).toBe('');
});
