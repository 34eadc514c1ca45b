import { needNumbers } from '../../results/value-checks.ts';
import type { TagEntry } from '../tag-entry.ts';

export const ratingTag: TagEntry = {
  name: 'Rating',
  kind: 'control',
  required: ['name', 'toName'],
  numbers: ['maxrating', 'defaultvalue'],
  allowed: { size: ['small', 'medium', 'large'] },
  results: [{ type: 'rating', key: 'rating', classification: true, valueProblem: needNumbers('rating') }],
};
