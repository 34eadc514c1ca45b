import { sql } from 'kysely';
import type { AuditKind } from '../../../shared/audit-kinds.ts';
import type { AuditEntry } from '../../../shared/contract/project-review.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { requireProject } from '../require-project.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { AuditRow } from '../tables.ts';

/** Who did what in a project, newest first, by page. */
export const listAudit = async (
  server: Server,
  actor: Actor,
  args: {
    id: string | number;
    kind?: AuditKind | undefined;
    account?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<{ items: AuditEntry[]; next?: string }> => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  const place = readCursor(args.cursor, ['number', 'string']);
  const rows = await readSql<AuditRow>(
    server.db,
    sql`SELECT * FROM project_audit WHERE project = ${project.id}
      ${place === undefined ? sql`` : sql`AND (at, id) < (${place[0]}, ${place[1]})`}
      ${args.kind === undefined ? sql`` : sql`AND kind = ${args.kind}`}
      ${args.account === undefined ? sql`` : sql`AND account = ${args.account}`}
      ORDER BY at DESC, id DESC LIMIT ${args.limit + 1}`,
  );
  const page = rows.slice(0, args.limit);
  const items = page.map(({ id, at, account, name, kind, task, annotation, detail, undo }) => ({
    id,
    at: new Date(at).toISOString(),
    by: { id: account, name },
    kind: kind as AuditKind,
    taskId: task === null ? null : String(task),
    annotationId: annotation === null ? null : String(annotation),
    detail: JSON.parse(detail),
    undo,
  }));
  const last = page.at(-1);
  return rows.length > args.limit && last ? { items, next: writeCursor([last.at, last.id]) } : { items };
};
