import { statement } from '../../db/database.ts';
import type { Server } from '../server.ts';
import { hashToken } from './hash-token.ts';
import { accountQueries as q } from './tables.ts';

/** Ends the session of a cookie; fine when there is none. */
export const signOut = async ({ db }: Pick<Server, 'db'>, secret: string): Promise<void> => {
  await db.write([statement(q.deleteFrom('session').where('hash', '=', hashToken(secret)))]);
};
