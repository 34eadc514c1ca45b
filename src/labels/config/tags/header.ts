import { valueOfNode } from '../config-node.ts';
import type { TagEntry } from '../tag-entry.ts';

export const headerTag: TagEntry = {
  name: 'Header',
  kind: 'visual',
  numbers: ['size'],
  check: (node) => (valueOfNode(node) === undefined ? ['a Header needs a value'] : []),
};
