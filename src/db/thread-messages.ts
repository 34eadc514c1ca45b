import type { Plan, Statement } from './database.ts';
import type { DriverName } from './load-driver.ts';
import type { Outcome } from './outcome.ts';

/** What a thread of the database is started with. */
export type ThreadData = {
  readonly file: string;
  readonly role: 'writer' | 'reader';
  readonly driver: DriverName;
};

export type ThreadCall =
  | { readonly type: 'write'; readonly plan: Plan }
  | { readonly type: 'read'; readonly statement: Statement }
  | { readonly type: 'backup'; readonly file: string }
  | { readonly type: 'counts' }
  | { readonly type: 'close' };

export type ThreadRequest = { readonly id: number; readonly call: ThreadCall };
export type ThreadAnswer = { readonly id: number; readonly outcome: Outcome<unknown> };

/** One message carries all requests of one turn of the event loop; one answer message, all that were done since the last. */
export type ToThread = readonly ThreadRequest[];
export type FromThread = readonly ThreadAnswer[] | 'ready';
