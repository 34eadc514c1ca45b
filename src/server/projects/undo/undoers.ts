import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import type { AuditRow, ProjectRow } from '../tables.ts';
import type { UndoableKind } from '../../../shared/audit-kinds.ts';
import { reopenConflicts } from '../versions/reopen-conflicts.ts';
import { reassignTasks } from './reassign-tasks.ts';
import { removeImported } from './remove-imported.ts';
import { restoreDeleted } from './restore-deleted.ts';

export type Undone = {
  readonly tasks: number;
  /** What came back only as retired tasks, since their data is here again. */
  readonly retired: number;
  /** Tasks where somebody changed the same since, which stays. */
  readonly changed: number;
};

/** Takes an act back for its tasks, page by page; after a kill it is called again for all of them. */
export type Undoer = (
  server: Server,
  actor: Actor,
  args: {
    readonly project: ProjectRow;
    readonly act: AuditRow;
    readonly pages: AsyncIterable<readonly number[]>;
  },
) => Promise<Partial<Undone>>;

/** To make one more kind of act undoable: a line here, one in `undoableBy`, and written with `bulkAct` if by tasks. */
export const undoers = {
  'tasks.deleted': restoreDeleted,
  'tasks.assigned': reassignTasks,
  'tasks.imported': removeImported,
  'conflicts.resolved': reopenConflicts,
} as const satisfies Record<UndoableKind, Undoer>;
