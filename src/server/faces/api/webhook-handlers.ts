import type { webhookOperations } from '../../../shared/contract/webhooks.ts';
import { createWebhook } from '../../webhooks/create-webhook.ts';
import { deleteWebhook } from '../../webhooks/delete-webhook.ts';
import { lastDeliveries } from '../../webhooks/last-deliveries.ts';
import { listDeliveries } from '../../webhooks/list-deliveries.ts';
import { listWebhooks } from '../../webhooks/list-webhooks.ts';
import { requireWebhook } from '../../webhooks/require-webhook.ts';
import { redeliver } from '../../webhooks/redeliver.ts';
import { rotateSecret } from '../../webhooks/rotate-secret.ts';
import type { DeliveryRow } from '../../webhooks/tables.ts';
import { testWebhook } from '../../webhooks/test-webhook.ts';
import { updateWebhook } from '../../webhooks/update-webhook.ts';
import { webhookView } from '../../webhooks/webhook-view.ts';
import type { Handlers } from './handlers.ts';

const time = (milliseconds: number): string => new Date(milliseconds).toISOString();

const deliveryView = (row: DeliveryRow) => ({
  id: row.event,
  type: typeOf(row.body),
  time: time(row.tried_at ?? row.created_at),
  state: stateOf(row.next_at, row.error),
  status: row.status,
  attempt: row.attempt,
  error: row.error,
  next: row.next_at === null ? null : time(row.next_at),
  body: row.body,
});
const typeOf = (body: string) => (JSON.parse(body) as { readonly type: 'commit' | 'ping' }).type;
const stateOf = (next: number | null, error: string | null) => {
  if (next !== null) return 'waiting' as const;
  return error === null ? ('delivered' as const) : ('failed' as const);
};

/** Webhooks and their deliveries. */
export const webhookHandlers: Handlers<typeof webhookOperations> = {
  async webhooks({ server, actor, query }) {
    const webhooks = await listWebhooks(server, actor, query.project);
    const last = await lastDeliveries(server, actor);
    const lastOf = (id: number) => {
      const row = last.get(id);
      return row ? deliveryView(row) : null;
    };
    return { items: webhooks.map((webhook) => ({ ...webhook, last_delivery: lastOf(webhook.id) })) };
  },
  async labelStudioWebhooks({ server, actor, query }) {
    return listWebhooks(server, actor, query.project);
  },
  async create({ server, actor, body }) {
    return createWebhook(server, actor, body);
  },
  async info() {
    return {
      COMMIT: {
        name: 'A commit landed',
        description: 'A commit landed on a branch of a repo: files, labels, or what a pipeline made.',
        key: 'commit',
        'organization-only': false,
      },
    };
  },
  async get({ server, actor, params }) {
    return webhookView(server, actor, await requireWebhook(server, actor, params.id));
  },
  async update({ server, actor, params, body }) {
    return updateWebhook(server, actor, params.id, body);
  },
  async remove({ server, actor, params }) {
    await deleteWebhook(server, actor, params.id);
  },
  async rotateSecret({ server, actor, params }) {
    return rotateSecret(server, actor, params.id);
  },
  async deliveries({ server, actor, params, query }) {
    const { items, next } = await listDeliveries(server, actor, { id: params.id, ...query });
    return { items: items.map(deliveryView), ...(next === undefined ? {} : { next }) };
  },
  async test({ server, actor, params }) {
    return deliveryView(await testWebhook(server, actor, params.id));
  },
  async redeliver({ server, actor, params }) {
    return deliveryView(await redeliver(server, actor, params));
  },
};
