import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { readCursor, writeCursor } from '../projects/cursor.ts';
import type { Server } from '../server.ts';
import { requireWebhook } from './require-webhook.ts';
import { type DeliveryRow, webhookQueries as q } from './tables.ts';

export type DeliveryList = { readonly items: readonly DeliveryRow[]; readonly next?: string };

/**
 * One page of a webhook's deliveries, the last event first; pings stand where they were sent. Error:
 * webhook.not_found.
 */
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
  const after = readCursor(cursor, ['number', 'number', 'string']);
  const all = q
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('webhook', '=', webhook)
    .orderBy('seq', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('event', 'desc')
    .limit(limit + 1);
  const rows = await server.db.read(
    after === undefined ? all : all.where(sql<boolean>`(seq, created_at, event) < (${sql.join(after)})`),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last
    ? { items, next: writeCursor([last.seq, last.created_at, last.event]) }
    : { items };
};
