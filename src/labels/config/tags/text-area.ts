import { ownValue } from '../../json.ts';
import { isTextArray } from '../../results/label-result.ts';
import type { TagEntry } from '../tag-entry.ts';

export const textAreaTag: TagEntry = {
  name: 'TextArea',
  kind: 'control',
  required: ['name', 'toName'],
  numbers: ['rows', 'maxsubmissions'],
  allowed: { displaymode: ['tag', 'region-list'] },
  results: [
    {
      type: 'textarea',
      key: 'text',
      classification: true,
      // Label Studio's editor reads a bare text too.
      valueProblem: (value) =>
        isTextArray(ownValue(value, 'text')) || typeof ownValue(value, 'text') === 'string'
          ? undefined
          : 'text is not an array of texts',
    },
  ],
};
