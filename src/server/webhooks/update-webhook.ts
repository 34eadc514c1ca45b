import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import type { Webhook, WebhookFields } from '../../shared/contract/webhooks.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { checkWebhook } from './check-webhook.ts';
import { latestEvent } from './latest-event.ts';
import { requireWebhook } from './require-webhook.ts';
import { webhookQueries as q } from './tables.ts';
import { webhookView } from './webhook-view.ts';

/**
 * Changes what is given. One that was not active hears of the commits from now on; what was queued before goes out.
 * Errors: webhook.not_found, and those of `checkWebhook`.
 */
export const updateWebhook = (
  server: Server,
  actor: Actor,
  id: string,
  fields: WebhookFields,
): Promise<Webhook> =>
  mutate(server.db, async () => {
    const row = await requireWebhook(server, actor, id);
    const checked = await checkWebhook(server, actor, fields);
    const wakes = row.active === 0 && checked.active === 1;
    const change = {
      ...checked,
      ...(wakes ? { since: await latestEvent(server) } : {}),
      updated_at: server.clock(),
    };
    return {
      plan: [statement(q.updateTable('webhook').set(change).where('id', '=', row.id), 1)],
      value: await webhookView(server, actor, { ...row, ...change }),
    };
  });
