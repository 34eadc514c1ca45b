import { type Statement, statement } from '../../db/database.ts';
import type { Role } from '../../shared/contract/op.ts';
import { uid } from '../../shared/uid.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { accountQueries as q } from './tables.ts';

export type NewAccount = { readonly email: string; readonly name: string; readonly password: string | null };
export type PlannedAccount = { readonly actor: Actor; readonly statements: readonly Statement[] };

/** An account in an organisation that is there. The guard misses when the e-mail is taken meanwhile. */
export const planAccount = async (
  server: Server,
  account: NewAccount,
  { organisation, role }: { readonly organisation: string; readonly role: Role },
): Promise<PlannedAccount> => {
  const { id, number, row } = await accountRow(server, account);
  const { email, name } = account;
  return {
    actor: { type: 'account', account: id, accountNumber: number, email, name, organisation, role },
    statements: [
      statement(
        q
          .insertInto('account')
          .values(row)
          .onConflict((conflict) => conflict.column('email').doNothing()),
        1,
      ),
      insertMembership({ account: id, organisation, role, joined: row.created }),
    ],
  };
};

/**
 * An account that owns a new organisation. With `first`, the guard misses when there is any account meanwhile.
 */
export const planOwner = async (
  server: Server,
  account: NewAccount,
  { first }: { readonly first: boolean },
): Promise<PlannedAccount> => {
  const organisation = uid(server.random);
  const number = await server.ids.next('organisation');
  const planned = await planAccount(server, account, { organisation, role: 'owner' });
  const row = {
    id: organisation,
    number,
    name: `${account.name || account.email.split('@')[0]}’s organisation`,
    created: server.clock(),
    created_by: planned.actor.account,
  };
  const guard: Statement = {
    sql: 'SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM account)',
    parameters: [],
    expect: 1,
  };
  return {
    actor: planned.actor,
    statements: [
      ...(first ? [guard] : []),
      statement(q.insertInto('organisation').values(row), 1),
      ...planned.statements,
    ],
  };
};

/** Makes a member, or makes one who was removed active again. */
export const insertMembership = (membership: {
  readonly account: string;
  readonly organisation: string;
  readonly role: Role;
  readonly joined: number;
}): Statement =>
  statement(
    q
      .insertInto('membership')
      .values({ ...membership, active: 1 })
      .onConflict((conflict) =>
        conflict.columns(['account', 'organisation']).doUpdateSet({ active: 1, role: membership.role }),
      ),
    1,
  );

const accountRow = async (server: Server, { email, name, password }: NewAccount) => {
  const id = uid(server.random);
  const number = await server.ids.next('account');
  const created = server.clock();
  return { id, number, row: { id, number, email, name, password, created, updated: created } };
};
