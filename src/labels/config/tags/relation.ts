import { valueOfNode } from '../config-node.ts';
import type { TagEntry } from '../tag-entry.ts';

export const relationTag: TagEntry = {
  name: 'Relation',
  kind: 'child',
  check: (node) => (valueOfNode(node) === undefined ? ['a Relation needs a value'] : []),
};
