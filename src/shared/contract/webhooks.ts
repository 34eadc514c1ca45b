import * as z from 'zod';
import { id, list, name, page, time } from './fields.ts';
import { count, flag, lsId, lsTime } from './label-studio-fields.ts';
import { op } from './op.ts';

const tag = 'Webhooks';
const rights = { type: 'organisation', role: 'manager' } as const;

/** What a webhook may be sent for. */
export const webhookActions = ['COMMIT'] as const;
const action = z.enum(webhookActions, {
  error: `webhooks are sent for ${webhookActions.join(', ')}: a commit landed on a branch, labels included`,
});
const headers = z.record(z.string(), z.string());

/** As Label Studio has it, with `repo` and `branch` of ours: null is any. */
const webhook = z.looseObject({
  id: count,
  organization: count,
  /** Only commits to this project's label branch; null: of every repo. */
  project: count.nullable(),
  repo: z.string().nullable(),
  branch: z.string().nullable(),
  url: z.string(),
  /** false: the body says id, type and time only. */
  send_payload: z.boolean(),
  send_for_all_actions: z.boolean(),
  headers,
  is_active: z.boolean(),
  actions: z.array(z.string()),
  created_at: lsTime,
  updated_at: lsTime,
});
export type Webhook = z.infer<typeof webhook>;

const fields = z.object({
  url: z.string().trim().min(1).max(2048),
  project: lsId.nullable(),
  repo: name.nullable(),
  branch: name.nullable(),
  send_payload: z.boolean(),
  send_for_all_actions: z.boolean(),
  headers: headers.nullable(),
  is_active: z.boolean(),
  actions: z.array(action).max(100),
});
const change = fields.partial();
export type WebhookFields = z.infer<typeof change>;
const params = z.object({ id });
/** Signs deliveries; told when it is made and never again. */
const withSecret = webhook.extend({ secret: z.string() });

/** One event for one webhook, and how its last attempt went. */
const delivery = z.object({
  /** As in `X-LW-Delivery` and the body. */
  id,
  type: z.enum(['commit', 'ping']),
  /** Of the last attempt; of the event before there was one. */
  time,
  /** delivered, waiting (for its first or next attempt), or given up. */
  state: z.enum(['waiting', 'delivered', 'failed']),
  /** The last answer's HTTP status; null when there was none. */
  status: z.number().nullable(),
  /** How many attempts there were. */
  attempt: z.number(),
  error: z.string().nullable(),
  next: time.nullable(),
  /** The very text that is sent and signed. */
  body: z.string(),
});
export type Delivery = z.infer<typeof delivery>;

const query = z.object({ project: lsId.optional() });
/** As a list of ours has it: with its newest delivery, if there was one. */
const listed = webhook.extend({ last_delivery: delivery.nullable() });
export type ListedWebhook = z.infer<typeof listed>;

export const webhookOperations = {
  webhooks: op({
    id: 'webhooks.list',
    method: 'GET',
    path: '/api/webhooks',
    rights,
    tag,
    doc: 'The webhooks of the organisation, or those of one project, as {items}, each with its newest delivery. With a last slash in the path it is Label Studio’s list, which is bare.',
    query,
    response: list(listed),
  }),
  labelStudioWebhooks: op({
    id: 'webhooks.labelStudioList',
    method: 'GET',
    path: '/api/webhooks/',
    rights,
    tag,
    labelStudio: true,
    doc: 'The webhooks as Label Studio lists them: a bare list. Without the last slash it is ours, {items}.',
    query,
    response: z.array(webhook),
  }),
  create: op({
    id: 'webhooks.create',
    method: 'POST',
    path: '/api/webhooks/',
    rights,
    tag,
    labelStudio: true,
    doc: 'Tell a URL of every commit that lands. The secret that signs deliveries is in this answer only.',
    body: change.extend({ url: fields.shape.url }),
    response: withSecret,
    status: 201,
  }),
  info: op({
    id: 'webhooks.info',
    method: 'GET',
    path: '/api/webhooks/info/',
    rights: { type: 'account' },
    tag,
    labelStudio: true,
    doc: 'What webhooks can be sent for.',
    query: z.object({ 'organization-only': flag.optional() }),
    response: z.record(
      z.string(),
      z.object({
        name: z.string(),
        description: z.string(),
        key: z.string(),
        'organization-only': z.boolean(),
      }),
    ),
  }),
  get: op({
    id: 'webhooks.get',
    method: 'GET',
    path: '/api/webhooks/{id}/',
    rights,
    tag,
    labelStudio: true,
    doc: 'One webhook.',
    params,
    response: webhook,
  }),
  update: op({
    id: 'webhooks.update',
    method: 'PATCH',
    path: '/api/webhooks/{id}/',
    rights,
    tag,
    labelStudio: true,
    doc: 'Change a webhook. What waits to be delivered stays queued while it is not active.',
    params,
    body: change,
    response: webhook,
  }),
  remove: op({
    id: 'webhooks.delete',
    method: 'DELETE',
    path: '/api/webhooks/{id}/',
    rights,
    tag,
    labelStudio: true,
    doc: 'Remove a webhook with what waits to be delivered.',
    params,
  }),
  rotateSecret: op({
    id: 'webhooks.rotateSecret',
    method: 'POST',
    path: '/api/lw/webhooks/{id}/secret',
    rights,
    tag,
    doc: 'A new secret in the place of the old one, which signs nothing any more.',
    params,
    response: withSecret,
  }),
  deliveries: op({
    id: 'webhooks.deliveries',
    method: 'GET',
    path: '/api/lw/webhooks/{id}/deliveries',
    rights,
    tag,
    doc: 'The deliveries of a webhook, the last first: its newest attempt, and when the next is due.',
    params,
    query: z.object(page),
    response: list(delivery),
  }),
  test: op({
    id: 'webhooks.test',
    method: 'POST',
    path: '/api/lw/webhooks/{id}/test',
    rights,
    tag,
    doc: 'Send a signed `{id, type: "ping", webhook, time}` now, once, and answer how that went.',
    params,
    response: delivery,
  }),
  redeliver: op({
    id: 'webhooks.redeliver',
    method: 'POST',
    path: '/api/lw/webhooks/{id}/deliveries/{delivery}/redeliver',
    rights,
    tag,
    doc: 'Send a delivery again now, with the same id and bytes, and answer how that went.',
    params: z.object({ id, delivery: id }),
    response: delivery,
  }),
} as const;
