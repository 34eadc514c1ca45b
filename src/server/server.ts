import type { Database, Statement } from '../db/database.ts';
import type { Ids } from '../db/reserve-ids.ts';
import type { Role } from '../shared/contract/op.ts';
import type { Versions } from '../versions/versions.ts';
import type { Actor } from './actor.ts';
import type { Secrets } from './accounts/server-secrets.ts';
import type { Attempts } from './accounts/attempts.ts';
import type { Config } from './config.ts';
import type { Events } from './events.ts';
import type { Log } from './log.ts';

/** What the composition root builds once and hands to every use case: `(server, actor, arguments) => answer`. */
export type Server = {
  readonly config: Config;
  readonly db: Database;
  readonly versions: Versions;
  /** Label Studio's integers, from reserved blocks. */
  readonly ids: Ids;
  readonly events: Events;
  readonly log: Log;
  readonly hooks: Hooks;
  /** Keys derived from the secret that this data folder was made with. */
  readonly secrets: Secrets;
  /** Failed sign-ins, for the rate limit. */
  readonly attempts: Attempts;
  /** Aborts when the server stops: for streams that do not end by themselves. */
  readonly stopping?: AbortSignal;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Secure random bytes. */
  readonly random: (size: number) => Uint8Array;
};

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
