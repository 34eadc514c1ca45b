import type { TagEntry } from '../tag-entry.ts';

/** Has no name: its results are relations, which name two regions. */
export const relationsTag: TagEntry = {
  name: 'Relations',
  kind: 'control',
  child: 'relation',
  allowed: { choice: ['single', 'multiple'] },
};
