import { sql } from 'kysely';
import type { Json } from '../../../labels/json.ts';
import type { TaskConflict } from '../../../labels/merge/task-conflict.ts';
import type { LabelChange } from '../../../shared/contract/project-labels.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { requireProject } from '../require-project.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { ConflictRow } from '../tables.ts';

type Shown = LabelChange['before'];

/** Clashes that wait for a person: of labels that came by the branch, and of changed data under `block`. */
export const listConflicts = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; cursor?: string; limit: number },
) => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  const [after] = readCursor(args.cursor, ['string']) ?? [''];
  const rows = await readSql<ConflictRow & { task: number | null }>(
    server.db,
    sql`SELECT label_conflict.*, (SELECT task.id FROM task WHERE task.project = label_conflict.project
        AND task.key = label_conflict.key ORDER BY retired, id DESC LIMIT 1) AS task
      FROM label_conflict WHERE project = ${project.id} AND resolved_at IS NULL AND id > ${after as string}
      ORDER BY id LIMIT ${args.limit + 1}`,
  );
  const page = rows.slice(0, args.limit);
  const items = page.map((row) => {
    const detail = JSON.parse(row.detail) as TaskConflict;
    return {
      id: row.id,
      taskId: row.task === null ? null : String(row.task),
      key: row.key,
      annotation: row.annotation,
      identity: row.identity,
      kind: row.kind,
      field: detail.field ?? null,
      base: shown(detail.base),
      ours: shown(detail.ours),
      theirs: shown(detail.theirs),
      created: new Date(row.created_at).toISOString(),
    };
  });
  const last = page.at(-1);
  return rows.length > args.limit && last ? { items, next: writeCursor([last.id]) } : { items };
};

const shown = (value: Json | undefined): Shown => (value === undefined ? null : (value as Shown));
