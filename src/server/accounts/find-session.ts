import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { findMember, toActor } from './find-member.ts';
import { hashToken } from './hash-token.ts';
import { accountQueries as q } from './tables.ts';

/** The actor of a session cookie; null when it is unknown, has expired, or its member was removed. */
export const findSession = async (server: Server, secret: string): Promise<Actor | null> => {
  const [session] = await server.db.lookup(
    q
      .selectFrom('session')
      .select(['account', 'organisation'])
      .where('hash', '=', hashToken(secret))
      .where('expires', '>', server.clock()),
  );
  const member = session && (await findMember(server, session.organisation, session.account));
  return member?.active ? toActor(member) : null;
};
