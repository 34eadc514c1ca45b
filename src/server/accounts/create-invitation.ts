import { statement } from '../../db/database.ts';
import type { Role } from '../../shared/contract/op.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { uid } from '../../shared/uid.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { hashToken } from './hash-token.ts';
import type { Invitation } from './list-invitations.ts';
import { requireRole } from './require-role.ts';
import { accountQueries as q } from './tables.ts';

export type CreateInvitation = {
  readonly role: Role;
  readonly email?: string | null | undefined;
  readonly projectId?: string | null | undefined;
  readonly days: number;
};

/** Makes an invitation; `code` is shown this once. Errors: auth.forbidden, project.not_found. */
export const createInvitation = async (
  server: Server,
  actor: Actor,
  { role, email, projectId, days }: CreateInvitation,
): Promise<Invitation & { readonly code: string }> => {
  requireRole(actor, 'manager');
  requireRole(actor, role);
  if (projectId && (await server.hooks.projectRole(server, actor, projectId)) === null) {
    throw new AppError('project.not_found', { id: projectId });
  }
  const code = Buffer.from(server.random(24)).toString('base64url');
  const created = server.clock();
  const row = {
    id: uid(server.random),
    role,
    email: email?.trim().toLowerCase() || null,
    project: projectId || null,
    created,
    expires: created + days * 86_400_000,
  };
  await server.db.write([
    statement(
      q.insertInto('invitation').values({
        ...row,
        organisation: actor.organisation,
        hash: hashToken(code),
        created_by: actor.account,
        used: null,
        revoked: null,
      }),
      1,
    ),
  ]);
  return { ...row, code };
};
