import type { Actor } from '../actor.ts';
import { readCursor, writeCursor } from '../projects/cursor.ts';
import type { Server } from '../server.ts';
import { requireWebhook } from './require-webhook.ts';
import { type DeliveryRow, webhookQueries as q } from './tables.ts';

export type DeliveryList = { readonly items: readonly DeliveryRow[]; readonly next?: string };

/** One page of a webhook's deliveries, the last event first. Error: webhook.not_found. */
export const listDeliveries = async (
  server: Server,
  actor: Actor,
  {
    id,
    cursor,
    limit,
  }: { readonly id: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<DeliveryList> => {
  const { id: webhook } = await requireWebhook(server, actor, id);
  const [before = Number.MAX_SAFE_INTEGER] = readCursor(cursor, ['number']) ?? [];
  const rows = await server.db.read(
    q
      .selectFrom('webhook_delivery')
      .selectAll()
      .where('webhook', '=', webhook)
      .where('seq', '<', Number(before))
      .orderBy('seq', 'desc')
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last ? { items, next: writeCursor([last.seq]) } : { items };
};
