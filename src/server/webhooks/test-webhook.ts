import { statement } from '../../db/database.ts';
import type { Actor } from '../actor.ts';
import { createUid } from '../projects/uid.ts';
import type { Server } from '../server.ts';
import { latestEvent } from './latest-event.ts';
import { requireWebhook } from './require-webhook.ts';
import { sendNow } from './send-now.ts';
import { type DeliveryRow, webhookQueries as q } from './tables.ts';

/**
 * Sends `{id, type: "ping", webhook, time}`, signed as everything is, once and also while the webhook is off; answers
 * how that went. Error: webhook.not_found.
 */
export const testWebhook = async (server: Server, actor: Actor, id: string): Promise<DeliveryRow> => {
  const hook = await requireWebhook(server, actor, id);
  const event = createUid(server);
  const now = server.clock();
  const body = { id: event, type: 'ping', webhook: hook.id, time: new Date(now).toISOString() };
  const delivery: DeliveryRow = {
    webhook: hook.id,
    event,
    seq: await latestEvent(server),
    body: JSON.stringify(body),
    created_at: now,
    attempt: 0,
    tried_at: null,
    status: null,
    error: null,
    next_at: null,
  };
  await server.db.write([statement(q.insertInto('webhook_delivery').values(delivery), 1)]);
  return sendNow(server, hook, delivery);
};
