import { statement } from '../../db/database.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { accountQueries as q } from './tables.ts';

/** Changes one's own name; answers the actor under the new one. */
export const renameAccount = async (
  { db, clock }: Pick<Server, 'db' | 'clock'>,
  actor: Actor,
  name: string,
): Promise<Actor> => {
  await db.write([
    statement(q.updateTable('account').set({ name, updated: clock() }).where('id', '=', actor.account), 1),
  ]);
  return { ...actor, name };
};
