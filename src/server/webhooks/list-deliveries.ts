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
  const [seq = Number.MAX_SAFE_INTEGER, event = ''] = readCursor(cursor, ['number', 'string']) ?? [];
  const rows = await server.db.read(
    q
      .selectFrom('webhook_delivery')
      .selectAll()
      .where('webhook', '=', webhook)
      .where((b) =>
        b.or([
          b('seq', '<', Number(seq)),
          b.and([b('seq', '=', Number(seq)), b('event', '<', String(event))]),
        ]),
      )
      .orderBy('seq', 'desc')
      .orderBy('event', 'desc')
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last ? { items, next: writeCursor([last.seq, last.event]) } : { items };
};
