import { ownValue } from '../../json.ts';
import { allOf, needNumbers } from '../../results/value-checks.ts';
import type { TagEntry, ValueCheck } from '../tag-entry.ts';

const needPaths: ValueCheck = (value) =>
  typeof ownValue(value, 'start') === 'string' && typeof ownValue(value, 'end') === 'string'
    ? undefined
    : 'start and end are not XPaths';

export const hyperTextTag: TagEntry = {
  name: 'HyperText',
  kind: 'object',
  rawBody: true,
  required: ['name', 'value'],
  allowed: {
    valuetype: ['text', 'url'],
    savetextresult: ['yes', 'no'],
    encoding: ['none', 'base64', 'base64unicode'],
    granularity: ['symbol', 'word', 'sentence', 'paragraph'],
  },
  regionProblem: allOf(needPaths, needNumbers('startOffset', 'endOffset')),
};
