import { prepared } from '../../db/prepared.ts';
import { accountQueries } from '../accounts/tables.ts';
import type { Server } from '../server.ts';

export type PersonName = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly number: number | null;
};

const accountById = prepared((p: { id: string }) =>
  accountQueries.selectFrom('account').select(['id', 'name', 'email', 'number']).where('id', '=', p.id),
);

/** Names of accounts by uid. One that is not known here (labels from elsewhere) is called by its uid. */
export const peopleByUid = async (
  server: Server,
  uids: Iterable<string | null>,
): Promise<(uid: string | null) => PersonName> => {
  const found = new Map<string, PersonName>();
  for (const id of new Set(uids)) {
    const [row] = id ? await server.db.lookup(accountById({ id })) : [];
    if (row) found.set(row.id, { ...row, name: row.name || row.email });
  }
  return (uid) => found.get(uid ?? '') ?? { id: uid ?? '', name: uid || 'unknown', email: '', number: null };
};
