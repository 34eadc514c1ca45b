import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { requireWebhook } from './require-webhook.ts';
import { sendNow } from './send-now.ts';
import { type DeliveryRow, webhookQueries as q } from './tables.ts';

/**
 * Sends a delivery again, with the same id and bytes, whether it arrived or not; answers how that went. Errors:
 * webhook.not_found, delivery.not_found.
 */
export const redeliver = async (
  server: Server,
  actor: Actor,
  { id, delivery: event }: { readonly id: string; readonly delivery: string },
): Promise<DeliveryRow> => {
  const hook = await requireWebhook(server, actor, id);
  const [delivery] = await server.db.lookup(
    q.selectFrom('webhook_delivery').selectAll().where('webhook', '=', hook.id).where('event', '=', event),
  );
  if (!delivery) throw new AppError('delivery.not_found', { id: event });
  return sendNow(server, hook, delivery);
};
