import { accountQueries } from '../accounts/tables.ts';
import type { Server } from '../server.ts';

export type PersonName = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly number: number | null;
};

/** Names of accounts by uid. One that is not known here (labels from elsewhere) is called by its uid. */
export const peopleByUid = async (
  server: Server,
  uids: Iterable<string | null>,
): Promise<(uid: string | null) => PersonName> => {
  const wanted = [...new Set(uids)].filter((uid): uid is string => uid !== null && uid !== '');
  const found = new Map<string, PersonName>();
  for (let at = 0; at < wanted.length; at += 500) {
    const rows = await server.db.read<{ id: string; name: string; email: string; number: number }>(
      accountQueries
        .selectFrom('account')
        .select(['id', 'name', 'email', 'number'])
        .where('id', 'in', wanted.slice(at, at + 500)),
    );
    for (const row of rows) found.set(row.id, { ...row, name: row.name || row.email });
  }
  return (uid) => found.get(uid ?? '') ?? { id: uid ?? '', name: uid || 'unknown', email: '', number: null };
};
