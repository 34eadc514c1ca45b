import { statement } from '../../db/database.ts';
import { uid } from '../../shared/uid.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import type { NewKey } from './list-keys.ts';
import { makeSecret } from './make-secret.ts';
import { accountQueries as q, type KeyKind } from './tables.ts';

export type CreateKey = {
  readonly kind: KeyKind;
  readonly title: string;
  readonly expiresInSeconds?: number | null | undefined;
};

/** Makes a key of one's own. The secret is not kept: only its hash, or what it derives from. */
export const createKey = async (
  server: Server,
  actor: Actor,
  { kind, title, expiresInSeconds }: CreateKey,
): Promise<NewKey> => {
  const id = uid(server.random);
  const created = server.clock();
  const expires = expiresInSeconds ? created + expiresInSeconds * 1000 : null;
  const accessKeyId = kind === 's3' ? `LW${uid(server.random).toUpperCase().slice(0, 18)}` : null;
  const made = await makeSecret(server, actor, { id, kind, accessKeyId, generation: 1, expires });
  const key = {
    id,
    kind,
    title,
    access_key_id: accessKeyId,
    generation: 1,
    hint: made.hint,
    created,
    expires,
    last_used: null,
    revoked: null,
  };
  const { account, organisation } = actor;
  await server.db.write([
    statement(q.insertInto('access_key').values({ ...key, account, organisation, hash: made.hash }), 1),
  ]);
  return { key, secret: made.secret };
};
