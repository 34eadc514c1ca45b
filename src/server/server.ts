import type { Database } from '../db/database.ts';
import type { Ids } from '../db/reserve-ids.ts';
import type { Versions } from '../versions/version-store.ts';
import type { Secrets } from './accounts/server-secrets.ts';
import type { Attempts } from './accounts/attempts.ts';
import type { Config } from './config.ts';
import type { Events } from './events.ts';
import type { Hooks } from './hooks.ts';
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
