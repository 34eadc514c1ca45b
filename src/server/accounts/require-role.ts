import { includesRole, type Role } from '../../shared/contract/op.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';

/** Throws AppError `auth.forbidden` unless the actor has this role or more in the organisation. */
export const requireRole = (actor: Actor, needed: Role): void => {
  if (!includesRole(actor.role, needed)) throw new AppError('auth.forbidden', { role: needed });
};
