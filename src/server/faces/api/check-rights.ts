import { includesRole, type Rights, type Role } from '../../../shared/contract/op.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';

const repoRoles = { read: 'reviewer', write: 'manager' } as const satisfies Record<string, Role>;

/**
 * Holds an actor against the rights of an operation. Errors: auth.required (401), auth.forbidden (403),
 * project.not_found (404) for a project that the actor has no part in. Repos of other organisations are the
 * handler's not to find.
 */
export const checkRights = async (
  server: Server,
  rights: Rights,
  actor: Actor | null,
  params: Readonly<Record<string, string>>,
): Promise<void> => {
  if (rights.type === 'public') return;
  if (actor === null) throw new AppError('auth.required');
  switch (rights.type) {
    case 'account':
      return;
    case 'organisation':
      return requireRole(actor.role, rights.role);
    case 'repo':
      return requireRole(actor.role, repoRoles[rights.access]);
    case 'project': {
      const id = params['id'] ?? '';
      const role = await server.hooks.projectRole(server, actor, id);
      if (role === null) throw new AppError('project.not_found', { id });
      return requireRole(role, rights.role);
    }
  }
};

const requireRole = (role: Role, needed: Role): void => {
  if (!includesRole(role, needed)) throw new AppError('auth.forbidden', { role: needed });
};
