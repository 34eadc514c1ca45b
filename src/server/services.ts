import { statement } from '../db/database.ts';
import { accountQueries as q } from './accounts/tables.ts';
import type { Server } from './server.ts';

/** Starts what works in the background; answers how to stop it. Later layers join here. */
export const startServices = async (server: Server): Promise<() => Promise<void>> => {
  await server.db.write([statement(q.deleteFrom('session').where('expires', '<=', server.clock()))]);
  return async () => {};
};
