import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { Json } from '../../../labels/json.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { auditAct } from '../review/audit.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { createUid } from '../uid.ts';
import type { UndoableKind } from '../../../shared/audit-kinds.ts';

/** `before`: what undoing needs to know of it. */
export type ActedTask = { readonly id: number; readonly before: string | null };

export type BulkAct = {
  readonly id: string;
  /** What a plan that acts on these also writes; `earlier`: how many tasks plans before it acted on. */
  write(tasks: readonly ActedTask[], earlier: number): readonly Statement[];
};

/** An act on many tasks that can be undone. It may take several plans: after each, what is done can be undone. */
export const bulkAct = (
  server: Pick<Server, 'clock' | 'random'>,
  actor: Actor,
  project: number,
  { kind, detail = {} }: { kind: UndoableKind; detail?: Readonly<Record<string, Json>> },
): BulkAct => {
  const id = createUid(server);
  const at = server.clock();
  return {
    id,
    write: (tasks, earlier) => [
      auditAct(server, actor, project, {
        kind,
        id,
        at,
        undo: true,
        detail: { ...detail, tasks: earlier + tasks.length },
      }),
      ...rangesOf(tasks).map(({ first, last, before }) =>
        sqlStatement(sql`INSERT INTO undo_range (act, first, last, project, seq, before)
          SELECT ${id}, ${first}, ${last}, ${project}, seq, ${before} FROM project WHERE id = ${project}`),
      ),
    ],
  };
};

/** Runs of ids that follow each other and have the same past. */
export const rangesOf = (
  tasks: readonly ActedTask[],
): readonly { readonly first: number; readonly last: number; readonly before: string | null }[] => {
  const ranges: { first: number; last: number; before: string | null }[] = [];
  for (const { id, before } of [...tasks].sort((a, b) => a.id - b.id)) {
    const range = ranges.at(-1);
    if (range?.last === id - 1 && range.before === before) range.last = id;
    else ranges.push({ first: id, last: id, before });
  }
  return ranges;
};
