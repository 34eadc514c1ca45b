import type { Server } from '../server.ts';
import { hashToken } from './hash-token.ts';
import { accountQueries as q } from './tables.ts';

/** The open invitation of a code, or undefined when it is unknown, used, revoked or has expired. */
export const findInvitation = async ({ db, clock }: Pick<Server, 'db' | 'clock'>, code: string) => {
  const [row] = await db.read(
    q
      .selectFrom('invitation')
      .innerJoin('organisation', 'organisation.id', 'invitation.organisation')
      .select([
        'invitation.id',
        'invitation.organisation',
        'organisation.name as organisationName',
        'invitation.role',
        'invitation.email',
        'invitation.project',
      ])
      .where('invitation.hash', '=', hashToken(code))
      .where('invitation.revoked', 'is', null)
      .where('invitation.used', 'is', null)
      .where('invitation.expires', '>', clock()),
  );
  return row;
};

export type OpenInvitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;
