import { statement } from '../../db/database.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { requireWebhook } from './require-webhook.ts';
import { webhookQueries as q } from './tables.ts';

/** Removes a webhook with its deliveries, also those that wait. Error: webhook.not_found. */
export const deleteWebhook = async (server: Server, actor: Actor, id: string): Promise<void> => {
  const row = await requireWebhook(server, actor, id);
  await server.db.write([
    statement(q.deleteFrom('webhook_delivery').where('webhook', '=', row.id)),
    statement(q.deleteFrom('webhook').where('id', '=', row.id)),
  ]);
};
