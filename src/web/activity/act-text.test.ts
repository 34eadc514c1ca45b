import { expect, test } from 'vitest';
import { auditKinds } from '../../shared/audit-kinds.ts';
import { actName, actText } from './act-text.ts';

test('every kind of act has a name and a sentence, whatever its details are', () => {
  for (const kind of auditKinds) {
    expect(actName(kind)).not.toBe('');
    expect(actText({ kind, detail: {} })).not.toMatch(/undefined|null|NaN/);
  }
});

test('details are said', () => {
  expect(actText({ kind: 'labels.merged', detail: { from: 'bea', mode: 'fuse', conflicts: 2 } })).toBe(
    'merged bea by fuse with 2 conflicts',
  );
  expect(actText({ kind: 'conflicts.resolved', detail: { take: 'ours', count: 1 } })).toBe(
    'settled 1 conflict, taking ours',
  );
  expect(actText({ kind: 'annotation.reviewed', detail: { decision: 'rejected' } })).toBe(
    'rejected an annotation of',
  );
  expect(actText({ kind: 'annotation.reviewed', detail: { decision: null } })).toBe(
    'took back the review of',
  );
  expect(actText({ kind: 'act.undone', detail: { of: 'tasks.imported', tasks: 3 } })).toBe(
    'undid the import of 3 tasks',
  );
});
