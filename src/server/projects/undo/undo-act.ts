import { sql } from 'kysely';
import { type UndoableKind, undoableBy } from '../../../shared/audit-kinds.ts';
import { includesRole } from '../../../shared/contract/op.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { readOne, sqlStatement } from '../../../db/run-sql.ts';
import { serialised } from '../serialise.ts';
import type { AuditRow } from '../tables.ts';
import { actedTasks } from './acted-tasks.ts';
import type { Undone } from './undoer.ts';
import { undoers } from './undoers.ts';

/**
 * Takes an act back, once: deleted tasks return, assignments too, what an import brought in goes, settled conflicts
 * are open again. A kill in between leaves the act open, to be undone again. Errors: act.not_found, act.undone.
 */
export const undoAct = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; act: string },
): Promise<Undone> => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  return serialised(server.db)(`undo:${args.act}`, async () => {
    const act = await readOne<AuditRow>(
      server.db,
      sql`SELECT * FROM project_audit WHERE project = ${project.id} AND id = ${args.act}
        AND undo IS NOT NULL AND undo <> 'ended'`,
    );
    if (act === undefined) throw new AppError('act.not_found', { id: args.act });
    const kind = act.kind as UndoableKind;
    const role = undoableBy[kind];
    if (!includesRole(project.role, role)) throw new AppError('auth.forbidden', { role });
    if (act.undo === 'done') throw new AppError('act.undone');
    const pages = actedTasks(server, { project: project.id, act: act.id });
    const undone = {
      tasks: 0,
      retired: 0,
      changed: 0,
      ...(await undoers[kind](server, actor, { project, act, pages })),
    };
    await server.db.write([
      sqlStatement(sql`UPDATE project_audit SET undo = 'done' WHERE project = ${project.id} AND at = ${act.at}
        AND id = ${act.id}`),
      sqlStatement(sql`DELETE FROM undo_range WHERE act = ${act.id}`),
      auditAct(server, actor, project.id, {
        kind: 'act.undone',
        detail: { act: act.id, of: act.kind, tasks: undone.tasks },
      }),
    ]);
    return undone;
  });
};
