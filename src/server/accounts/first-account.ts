import { mutate } from '../../db/mutate.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { findMemberships, toActor } from './find-member.ts';
import { planOwner } from './plan-account.ts';
import { accountQueries as q } from './tables.ts';

/** The account that every request acts as under LABELWRIGHT_AUTH=off: the oldest, made when there is none. */
export const firstAccount = async (server: Server): Promise<Actor> =>
  mutate(server.db, async () => {
    const [oldest] = await server.db.read(
      q
        .selectFrom('account')
        .innerJoin('membership', 'membership.account', 'account.id')
        .select('account.id')
        .where('membership.active', '=', 1)
        .orderBy('account.number')
        .limit(1),
    );
    const member = oldest && (await findMemberships(server, oldest.id)).find(({ active }) => active);
    if (member) return { plan: [], value: toActor(member) };
    const account = { email: 'owner@localhost', name: 'Owner', password: null };
    const planned = await planOwner(server, account, { first: true });
    return { plan: planned.statements, value: planned.actor };
  });
