import type { TagEntry } from '../tag-entry.ts';

export const viewTag: TagEntry = {
  name: 'View',
  kind: 'visual',
  allowed: {
    display: ['block', 'inline'],
    visiblewhen: ['region-selected', 'no-region-selected', 'choice-selected', 'choice-unselected'],
  },
};
