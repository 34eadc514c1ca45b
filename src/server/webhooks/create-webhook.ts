import { statement } from '../../db/database.ts';
import type { Webhook, WebhookFields } from '../../shared/contract/webhooks.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { requireRole } from '../accounts/require-role.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { checkWebhook } from './check-webhook.ts';
import { newSecret, sealSecret } from './seal-secret.ts';
import { latestEvent } from './latest-event.ts';
import { type WebhookRow, webhookQueries as q } from './tables.ts';
import { webhookView } from './webhook-view.ts';

const most = 100;

/**
 * Makes a webhook that hears of the commits from now on; its secret is told here only. Errors: auth.forbidden,
 * webhook.too_many, and those of `checkWebhook`.
 */
export const createWebhook = async (
  server: Server,
  actor: Actor,
  fields: WebhookFields & { readonly url: string },
): Promise<Webhook & { readonly secret: string }> => {
  requireRole(actor, 'manager');
  const { organisation } = actor;
  const checked = await checkWebhook(server, actor, fields);
  const [found] = await server.db.lookup(
    q
      .selectFrom('webhook')
      .select((b) => b.fn.countAll<number>().as('count'))
      .where('organisation', '=', organisation),
  );
  if (Number(found?.count ?? 0) >= most) throw new AppError('webhook.too_many', { count: most });
  const id = await server.ids.next('webhook');
  const secret = newSecret(server);
  const now = server.clock();
  const row: WebhookRow = {
    project: null,
    repo: null,
    branch: null,
    url: fields.url,
    headers: '{}',
    actions: '[]',
    send_payload: 1,
    all_actions: 1,
    active: 1,
    ...checked,
    id,
    organisation,
    secret: sealSecret(server, id, secret),
    since: await latestEvent(server),
    created_at: now,
    created_by: actor.account,
    updated_at: now,
  };
  await server.db.write([statement(q.insertInto('webhook').values(row), 1)]);
  return { ...(await webhookView(server, actor, row)), secret };
};
