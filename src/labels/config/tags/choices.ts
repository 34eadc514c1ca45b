import { ownValue } from '../../json.ts';
import { isTextArray } from '../../results/label-result.ts';
import type { TagEntry, ValueCheck } from '../tag-entry.ts';

// Nested choices are paths: [["Animal", "Cat"]].
const needChoices: ValueCheck = (value) => {
  const choices = ownValue(value, 'choices');
  const sound = isTextArray(choices) || (Array.isArray(choices) && choices.every(isTextArray));
  return sound ? undefined : 'choices is not an array of texts, or of paths of texts';
};

export const choicesTag: TagEntry = {
  name: 'Choices',
  kind: 'control',
  child: 'choice',
  required: ['name', 'toName'],
  allowed: {
    choice: ['single', 'single-radio', 'multiple'],
    layout: ['select', 'inline', 'vertical'],
    visiblewhen: ['region-selected', 'no-region-selected', 'choice-selected', 'choice-unselected'],
  },
  results: [
    { type: 'choices', key: 'choices', classification: true, hasClasses: true, valueProblem: needChoices },
  ],
};
