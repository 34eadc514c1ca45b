import type { Role } from '../../shared/contract/op.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import type { Person, Repo } from '../../versions/version-store.ts';
import { requireRole } from '../accounts/require-role.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';

const needed = { read: 'reviewer', write: 'manager' } as const satisfies Record<string, Role>;

/**
 * The repo of that name in the actor's organisation. Reading needs a reviewer, writing a manager: 403;
 * a repo of another organisation is `repo.not_found` like one that never was.
 */
export const requireRepo = async (
  server: Server,
  actor: Actor,
  name: string,
  access: 'read' | 'write',
): Promise<Repo> => {
  const repo = await getRepo(server.versions, { organisation: actor.organisation, name });
  requireRole(actor, needed[access]);
  return repo;
};

/** The actor as commits and staged changes name who wrote them. */
export const asPerson = (actor: Actor): Person => ({ id: actor.account, name: actor.name });
