import { statement } from '../../db/database.ts';
import type { Server } from '../server.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { type DeliveryRow, type WebhookRow, webhookQueries as q } from './tables.ts';

const timeoutMs = 10_000;

/**
 * One attempt while somebody waits for its outcome, which the delivery log keeps. One that arrives needs no other; of
 * one that does not, what was planned stays.
 */
export const sendNow = async (
  server: Server,
  hook: WebhookRow,
  delivery: DeliveryRow,
): Promise<DeliveryRow> => {
  const { signal } = new AbortController();
  const outcome = await attemptDelivery(server, hook, delivery, { timeoutMs, signal });
  const change = {
    ...outcome,
    attempt: delivery.attempt + 1,
    tried_at: server.clock(),
    next_at: outcome.error === null ? null : delivery.next_at,
  };
  await server.db.write([
    statement(
      q
        .updateTable('webhook_delivery')
        .set(change)
        .where('webhook', '=', hook.id)
        .where('event', '=', delivery.event),
    ),
  ]);
  return { ...delivery, ...change };
};
