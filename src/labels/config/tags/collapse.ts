import type { TagEntry } from '../tag-entry.ts';

export const collapseTag: TagEntry = { name: 'Collapse', kind: 'visual' };
