import { accountQueries } from '../accounts/tables.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import type { ProjectRow } from './tables.ts';

/** What happens by itself happens in the name of whoever made the project. */
export const makerOf = async (server: Server, project: ProjectRow): Promise<Actor> => {
  const [row] = await server.db.read(
    accountQueries
      .selectFrom('account')
      .select(['id', 'number', 'name', 'email'])
      .where('id', '=', project.created_by),
  );
  return {
    type: 'account',
    account: project.created_by,
    accountNumber: Number(row?.number ?? 0),
    name: row?.name || row?.email || 'Labelwright',
    email: row?.email ?? '',
    organisation: project.organisation,
    role: 'manager',
  };
};
