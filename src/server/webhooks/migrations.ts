import type { Migration } from '../../db/migration.ts';

/*
 * - `webhook.since` is the `seq` of the last commit event when the webhook began to listen: older ones are not sent.
 * - `webhook.secret` is sealed with a key of the data folder (`seal-secret.ts`).
 * - `webhook_delivery`: one row for each event and webhook, with the very bytes that every attempt sends. `next_at`
 *   is null once it is delivered or given up.
 * - `webhook_cursor` holds one row: up to which event deliveries were made.
 */
export const webhookMigrations: readonly Migration[] = [
  {
    name: '0400-webhooks',
    statements: [
      `CREATE TABLE webhook (
        id bigint PRIMARY KEY, organisation text NOT NULL, project bigint, repo text, branch text,
        url text NOT NULL, secret text NOT NULL, headers text NOT NULL, actions text NOT NULL,
        send_payload integer NOT NULL, all_actions integer NOT NULL, active integer NOT NULL,
        since bigint NOT NULL, created_at bigint NOT NULL, created_by text NOT NULL, updated_at bigint NOT NULL)`,
      'CREATE INDEX webhook_organisation ON webhook (organisation, id)',
      `CREATE TABLE webhook_delivery (
        webhook bigint NOT NULL, event text NOT NULL, seq bigint NOT NULL, body text NOT NULL,
        created_at bigint NOT NULL, attempt integer NOT NULL, tried_at bigint, status integer, error text,
        next_at bigint, PRIMARY KEY (webhook, event))`,
      'CREATE INDEX webhook_delivery_age ON webhook_delivery (webhook, seq)',
      'CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook, next_at) WHERE next_at IS NOT NULL',
      'CREATE INDEX webhook_delivery_ended ON webhook_delivery (created_at) WHERE next_at IS NULL',
      'CREATE TABLE webhook_cursor (id integer PRIMARY KEY, seq bigint NOT NULL)',
      'INSERT INTO webhook_cursor (id, seq) SELECT 1, coalesce(max(seq), 0) FROM commit_event',
    ],
  },
];
