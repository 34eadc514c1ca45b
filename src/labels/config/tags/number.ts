import { needNumbers } from '../../results/value-checks.ts';
import { attributeOf } from '../config-node.ts';
import type { TagEntry } from '../tag-entry.ts';

export const numberTag: TagEntry = {
  name: 'Number',
  kind: 'control',
  required: ['name', 'toName'],
  numbers: ['min', 'max', 'step', 'defaultvalue'],
  check: (node) => {
    const min = Number(attributeOf(node, 'min') ?? Number.NEGATIVE_INFINITY);
    const max = Number(attributeOf(node, 'max') ?? Number.POSITIVE_INFINITY);
    return min > max ? [`min ${min} is above max ${max}`] : [];
  },
  results: [{ type: 'number', key: 'number', classification: true, valueProblem: needNumbers('number') }],
};
