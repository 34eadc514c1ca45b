import { requireRole } from '../accounts/require-role.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { type DeliveryRow, webhookQueries as q } from './tables.ts';

/** The newest delivery of each webhook of the organisation that has one, by the webhook's id. */
export const lastDeliveries = async (
  { db }: Pick<Server, 'db'>,
  actor: Actor,
): Promise<ReadonlyMap<number, DeliveryRow>> => {
  requireRole(actor, 'manager');
  const rows = await db.read(
    q
      .selectFrom('webhook')
      .innerJoin('webhook_delivery', 'webhook_delivery.webhook', 'webhook.id')
      .selectAll('webhook_delivery')
      .where('webhook.organisation', '=', actor.organisation)
      .where('webhook_delivery.event', '=', ({ selectFrom }) =>
        selectFrom('webhook_delivery as newest')
          .select('newest.event')
          .whereRef('newest.webhook', '=', 'webhook.id')
          .orderBy('newest.seq', 'desc')
          .orderBy('newest.created_at', 'desc')
          .orderBy('newest.event', 'desc')
          .limit(1),
      ),
  );
  return new Map(rows.map((row) => [row.webhook, row]));
};
