import { needSpan } from '../../results/value-checks.ts';
import type { TagEntry } from '../tag-entry.ts';

export const textTag: TagEntry = {
  name: 'Text',
  kind: 'object',
  required: ['name', 'value'],
  allowed: {
    valuetype: ['text', 'url'],
    savetextresult: ['yes', 'no'],
    encoding: ['none', 'base64', 'base64unicode'],
    granularity: ['symbol', 'word', 'sentence', 'paragraph'],
  },
  regionProblem: needSpan(true),
};
