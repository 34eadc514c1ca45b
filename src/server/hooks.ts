import type { Statement } from '../db/database.ts';
import type { Role } from '../shared/contract/op.ts';
import type { Actor } from './actor.ts';
import type { Server } from './server.ts';

/** What accounts and the API face ask of the layer of projects; the composition root puts it in. */
export type Hooks = {
  /**
   * The actor's role in a project: the organisation's for owners and managers, else that of a membership of the
   * project; null when the project is not there, is another organisation's, or the actor is no member.
   */
  readonly projectRole: (server: Server, actor: Actor, projectId: string) => Promise<Role | null>;
  /** Statements that make an account, which joins by an invitation, a member of a project too. */
  readonly onJoin: (server: Server, join: Join) => Promise<readonly Statement[]>;
  readonly countProjects: (server: Server, organisation: string) => Promise<number>;
};

export type Join = {
  readonly account: string;
  readonly organisation: string;
  readonly projectId: string;
  readonly role: Role;
};

/** For servers without projects: no project is anybody's. */
export const noHooks: Hooks = {
  projectRole: async () => null,
  onJoin: async () => [],
  countProjects: async () => 0,
};
