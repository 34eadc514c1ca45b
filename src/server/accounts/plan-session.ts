import { type Statement, statement } from '../../db/database.ts';
import type { Server } from '../server.ts';
import { hashToken } from './hash-token.ts';
import { accountQueries as q } from './tables.ts';

export type NewSession = {
  /** The cookie's value; only its hash is kept. */
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
};

const lifetimeMs = 30 * 86_400_000;

/** A session for an account that has just shown who it is; also forgets the account's expired ones. */
export const planSession = (
  { clock, random }: Pick<Server, 'clock' | 'random'>,
  { account, organisation }: { readonly account: string; readonly organisation: string },
): { readonly session: NewSession; readonly statements: readonly Statement[] } => {
  const created = clock();
  const session = {
    secret: Buffer.from(random(32)).toString('base64url'),
    expires: created + lifetimeMs,
  };
  const row = { hash: hashToken(session.secret), account, organisation, created, expires: session.expires };
  return {
    session,
    statements: [
      statement(q.deleteFrom('session').where('account', '=', account).where('expires', '<=', created)),
      statement(q.insertInto('session').values(row), 1),
    ],
  };
};
