import { sql } from 'kysely';
import { includesRole, type Role } from '../../shared/contract/op.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { lookupOne } from '../../db/run-sql.ts';
import type { MemberRow, ProjectRow } from './tables.ts';

/** The integer that a path or body names, or undefined where it is none. */
export const numberOf = (id: string | number): number | undefined => {
  const number = typeof id === 'number' ? id : /^[1-9]\d{0,14}$/.test(id) ? Number(id) : undefined;
  return number !== undefined && Number.isSafeInteger(number) && number > 0 ? number : undefined;
};

/**
 * The project and the actor's role in it. Owners and managers of the organisation have theirs everywhere; others
 * need to be members of the project. Throws project.not_found for who is none and for another organisation's,
 * auth.forbidden for too small a role.
 */
export const requireProject = async (
  server: Server,
  actor: Actor,
  id: string | number,
  needed: Role,
): Promise<ProjectRow & { readonly role: Role }> => {
  const row = await findProject(server, id);
  if (row?.organisation !== actor.organisation) throw new AppError('project.not_found', { id });
  const role = await roleIn(server, actor, row.id);
  if (role === undefined) throw new AppError('project.not_found', { id });
  if (!includesRole(role, needed)) throw new AppError('auth.forbidden', { role: needed });
  return { ...row, role };
};

/** The project's row, without asking who wants it. */
export const findProject = async (server: Server, id: string | number): Promise<ProjectRow | undefined> => {
  const number = numberOf(id);
  if (number === undefined) return undefined;
  return lookupOne<ProjectRow>(server.db, sql`SELECT * FROM project WHERE id = ${number}`);
};

/** The project as it is now; it may have gone since the caller was let in. */
export const rereadProject = async (server: Server, id: number): Promise<ProjectRow> => {
  const row = await findProject(server, id);
  if (row === undefined) throw new AppError('project.not_found', { id });
  return row;
};

/** Owners and managers reach every project of their organisation. */
export const reachesAll = (actor: Actor): boolean => includesRole(actor.role, 'manager');

/** The actor’s role in a project of the own organisation; undefined for who is no member. */
export const roleIn = async (server: Server, actor: Actor, project: number): Promise<Role | undefined> => {
  if (reachesAll(actor)) return actor.role;
  const member = await lookupOne<MemberRow>(
    server.db,
    sql`SELECT * FROM project_member WHERE project = ${project} AND account = ${actor.account}`,
  );
  return member?.role as Role | undefined;
};
