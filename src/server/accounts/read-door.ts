import type { Role } from '../../shared/contract/op.ts';
import type { Server } from '../server.ts';
import { findInvitation } from './find-invitation.ts';
import { hasAccounts } from './sign-up.ts';

export type Door = {
  readonly name: string;
  /** No account is here yet: who signs up owns the place. */
  readonly first: boolean;
  readonly signUp: 'open' | 'invite';
  readonly auth: boolean;
  readonly invitation: {
    readonly organisation: string;
    readonly role: Role;
    readonly email: string | null;
  } | null;
};

/** What the sign-in and sign-up pages need before anybody is signed in. */
export const readDoor = async (server: Server, code?: string): Promise<Door> => {
  const { name, signUp, auth } = server.config;
  const invitation = code ? await findInvitation(server, code) : undefined;
  return {
    name,
    first: !(await hasAccounts(server)),
    signUp,
    auth,
    invitation: invitation
      ? { organisation: invitation.organisationName, role: invitation.role, email: invitation.email }
      : null,
  };
};
