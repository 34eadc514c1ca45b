import type { Migration } from '../../../db/migration.ts';

/*
 * - `project_audit.undo`: `open` while an act can be undone, then `done` or, too old, `ended`; null for all others.
 * - `undo_range`: the tasks of such an act as runs of ids. `before` is what undoing needs to know of them; `seq` the
 *   project's at the act.
 * - A deleted task that no label commit holds waits with all its rows under the negative of its project's number:
 *   whatever asks for a project's rows passes it by, and undoing gives it back. `sweep-deleted.ts` ends the wait.
 */
export const undoMigrations: readonly Migration[] = [
  {
    name: '0205-undo',
    statements: [
      'ALTER TABLE project_audit ADD COLUMN undo text',
      'CREATE INDEX project_audit_undo ON project_audit (project, id) WHERE undo IS NOT NULL',
      `CREATE TABLE undo_range (
        act text NOT NULL, first bigint NOT NULL, last bigint NOT NULL, project bigint NOT NULL, seq bigint NOT NULL,
        before text, PRIMARY KEY (act, first))`,
      'CREATE INDEX undo_range_project ON undo_range (project)',
    ],
  },
];
