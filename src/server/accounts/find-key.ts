import { statement } from '../../db/database.ts';
import { prepared } from '../../db/prepared.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { toActor } from './find-member.ts';
import { hashToken } from './hash-token.ts';
import { accountQueries as q } from './tables.ts';
import { verifyPersonalToken } from './personal-token.ts';

const select = q
  .selectFrom('access_key')
  .innerJoin('account', 'account.id', 'access_key.account')
  .innerJoin('membership', (join) =>
    join
      .onRef('membership.account', '=', 'access_key.account')
      .onRef('membership.organisation', '=', 'access_key.organisation'),
  )
  .select([
    'access_key.id as key',
    'access_key.kind',
    'access_key.access_key_id',
    'access_key.generation',
    'access_key.expires',
    'access_key.last_used',
    'access_key.revoked',
    'account.id',
    'account.number',
    'account.email',
    'account.name',
    'membership.organisation',
    'membership.role',
    'membership.active',
    'membership.joined',
  ]);

export type KeyRow = Awaited<ReturnType<typeof findKeyById>>;

const keyById = prepared((p: { id: string }) => select.where('access_key.id', '=', p.id));
const keyByToken = prepared((p: { hash: string }) => select.where('access_key.hash', '=', p.hash));
const keysBySecretOrName = prepared((p: { hash: string; name: string }) =>
  select.where((eb) =>
    eb.or([eb('access_key.access_key_id', '=', p.name), eb('access_key.hash', '=', p.hash)]),
  ),
);

const findKeyById = async ({ db }: Pick<Server, 'db'>, id: string) => (await db.lookup(keyById({ id })))[0];

export const findKeyByToken = async ({ db }: Pick<Server, 'db'>, token: string): Promise<KeyRow> =>
  (await db.lookup(keyByToken({ hash: hashToken(token) })))[0];

/** An S3 client's access key: the pair of that id, else the token that it is itself. */
export const findKeyByAccessKeyId = async ({ db }: Pick<Server, 'db'>, id: string): Promise<KeyRow> => {
  const found = await db.lookup(keysBySecretOrName({ hash: hashToken(id), name: id }));
  return found.find((key) => key.access_key_id === id) ?? found.find((key) => key.kind === 'token');
};

/** What is wrong with a key, or null: auth.token_unknown, _revoked, _expired, auth.member_removed. */
export const keyRefusal = ({ clock }: Pick<Server, 'clock'>, key: KeyRow): AppError | null => {
  if (!key) return new AppError('auth.token_unknown');
  if (key.revoked !== null) return new AppError('auth.token_revoked');
  if (key.expires !== null && key.expires <= clock()) {
    return new AppError('auth.token_expired', { at: new Date(key.expires).toISOString() });
  }
  return key.active === 1 ? null : new AppError('auth.member_removed');
};

/** The actor of `Authorization: Token T`. Throws what is wrong with the token. */
export const actorByToken = async (server: Server, token: string): Promise<Actor> => {
  const key = await findKeyByToken(server, token);
  return keyActor(server, key?.kind === 'token' ? key : undefined);
};

/** The actor of `Authorization: Bearer JWT`: an access token whose key still stands. Throws what is wrong. */
export const actorByAccess = async (server: Server, access: string): Promise<Actor> => {
  const claims = await verifyPersonalToken(server, access);
  const key = await findKeyById(server, claims.key);
  const fits = claims.type === 'access' && key?.kind === 'personal' && key.generation === claims.generation;
  return keyActor(server, fits ? key : undefined);
};

/** The key's actor, when nothing is wrong with it; notes the use. */
export const keyActor = (server: Server, key: KeyRow): Actor => {
  const refusal = keyRefusal(server, key);
  if (refusal || !key) throw refusal ?? new AppError('auth.token_unknown');
  noteUse(server, key);
  return toActor({ ...key, active: true });
};

const noteEveryMs = 60_000;
const noting = new WeakMap<Server, Map<string, number>>();

/** `lastUsed` is true to a minute; nobody waits for it. */
const noteUse = (server: Server, key: NonNullable<KeyRow>): void => {
  const now = server.clock();
  const times = noting.get(server) ?? new Map<string, number>();
  noting.set(server, times);
  if (now - Math.max(key.last_used ?? 0, times.get(key.key) ?? 0) < noteEveryMs) return;
  if (times.size > 10_000) times.clear();
  times.set(key.key, now);
  const update = q.updateTable('access_key').set({ last_used: now }).where('id', '=', key.key);
  server.db.write([statement(update)]).catch((error: unknown) => {
    server.log.warn('the use of a key was not noted', { error });
  });
};
