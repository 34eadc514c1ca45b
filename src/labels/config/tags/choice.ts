import { valueOfNode } from '../config-node.ts';
import type { TagEntry } from '../tag-entry.ts';

export const choiceTag: TagEntry = {
  name: 'Choice',
  kind: 'child',
  check: (node) => (valueOfNode(node) === undefined ? ['a Choice needs a value'] : []),
};
