import type { TagEntry } from '../tag-entry.ts';

export const styleTag: TagEntry = { name: 'Style', kind: 'visual', rawBody: true };
