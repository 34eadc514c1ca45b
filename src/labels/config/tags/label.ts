import { valueOfNode } from '../config-node.ts';
import type { TagEntry } from '../tag-entry.ts';

export const labelTag: TagEntry = {
  name: 'Label',
  kind: 'child',
  numbers: ['maxusages'],
  allowed: { granularity: ['symbol', 'word'] },
  check: (node) => (valueOfNode(node) === undefined ? ['a Label needs a value'] : []),
};
