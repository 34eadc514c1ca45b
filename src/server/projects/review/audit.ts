import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { Json } from '../../../labels/json.ts';
import type { AuditKind } from '../../../shared/audit-kinds.ts';
import type { Server } from '../../server.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { createUid } from '../uid.ts';

export type Act = {
  readonly kind: AuditKind;
  readonly task?: number;
  readonly annotation?: number;
  readonly detail?: Readonly<Record<string, Json>>;
  /** Given where several plans write one act: the last one's detail stays. */
  readonly id?: string;
  readonly at?: number;
  /** `undo/undo-act.ts` can take it back. */
  readonly undo?: boolean;
};

/** That somebody did something in a project, for the plan that does it. */
export const auditAct = (
  server: Pick<Server, 'clock' | 'random'>,
  by: { readonly account: string; readonly name: string },
  project: number,
  act: Act,
): Statement =>
  sqlStatement(sql`INSERT INTO project_audit (project, at, id, account, name, kind, task, annotation, detail,
    undo) VALUES (${project}, ${act.at ?? server.clock()}, ${act.id ?? createUid(server)}, ${by.account}, ${by.name},
    ${act.kind}, ${act.task ?? null}, ${act.annotation ?? null}, ${JSON.stringify(act.detail ?? {})},
    ${act.undo ? 'open' : null})
    ON CONFLICT (project, at, id) DO UPDATE SET detail = excluded.detail`);
