import { statement } from '../../db/database.ts';
import type { Webhook } from '../../shared/contract/webhooks.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { requireWebhook } from './require-webhook.ts';
import { newSecret, sealSecret } from './seal-secret.ts';
import { webhookQueries as q } from './tables.ts';
import { webhookView } from './webhook-view.ts';

/** A new secret, told here only; attempts from now on are signed with it. Error: webhook.not_found. */
export const rotateSecret = async (
  server: Server,
  actor: Actor,
  id: string,
): Promise<Webhook & { readonly secret: string }> => {
  const row = await requireWebhook(server, actor, id);
  const secret = newSecret(server);
  const change = { secret: sealSecret(server, row.id, secret), updated_at: server.clock() };
  await server.db.write([statement(q.updateTable('webhook').set(change).where('id', '=', row.id), 1)]);
  return { ...(await webhookView(server, actor, { ...row, ...change })), secret };
};
