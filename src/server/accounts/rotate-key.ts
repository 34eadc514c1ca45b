import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { listKeys, type NewKey } from './list-keys.ts';
import { makeSecret } from './make-secret.ts';
import { accountQueries as q } from './tables.ts';

/**
 * A new secret in the place of the old one, which stops at once; a lifetime begins anew. Error: key.not_found,
 * also for a revoked one.
 */
export const rotateKey = async (server: Server, actor: Actor, id: string): Promise<NewKey> =>
  mutate(server.db, async () => {
    const key = (await listKeys(server, actor)).find((candidate) => candidate.id === id);
    if (!key || key.revoked !== null) throw new AppError('key.not_found', { id });
    const now = server.clock();
    const expires = key.expires === null ? null : now + (key.expires - key.created);
    const generation = key.generation + 1;
    const { kind, access_key_id: accessKeyId } = key;
    const made = await makeSecret(server, actor, { id, kind, accessKeyId, generation, expires });
    const changes = { generation, hint: made.hint, created: now, expires, last_used: null };
    return {
      plan: [
        statement(
          q
            .updateTable('access_key')
            .set({ ...changes, hash: made.hash })
            .where('id', '=', id)
            .where('account', '=', actor.account)
            .where('revoked', 'is', null)
            .where('generation', '=', key.generation),
          1,
        ),
      ],
      value: { key: { ...key, ...changes }, secret: made.secret },
    };
  });
