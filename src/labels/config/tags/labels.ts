import { needHyperTextLabels, needTexts } from '../../results/value-checks.ts';
import type { TagEntry } from '../tag-entry.ts';

export const labelsTag: TagEntry = {
  name: 'Labels',
  kind: 'control',
  child: 'label',
  required: ['name', 'toName'],
  numbers: ['maxusages'],
  allowed: { choice: ['single', 'multiple'] },
  results: [
    { type: 'labels', key: 'labels', hasClasses: true, valueProblem: needTexts('labels') },
    // What the same control writes on HyperText.
    {
      type: 'hypertextlabels',
      key: 'hypertextlabels',
      hasClasses: true,
      valueProblem: needHyperTextLabels,
    },
  ],
};
