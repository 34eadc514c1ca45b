import type { UndoableKind } from '../../../shared/audit-kinds.ts';
import { reopenConflicts } from '../versions/reopen-conflicts.ts';
import { reassignTasks } from './reassign-tasks.ts';
import { removeImported } from './remove-imported.ts';
import { restoreDeleted } from './restore-deleted.ts';
import type { Undoer } from './undoer.ts';

/** To make one more kind of act undoable: a line here, one in `undoableBy`, and written with `bulkAct` if by tasks. */
export const undoers = {
  'tasks.deleted': restoreDeleted,
  'tasks.assigned': reassignTasks,
  'tasks.imported': removeImported,
  'conflicts.resolved': reopenConflicts,
} as const satisfies Record<UndoableKind, Undoer>;
