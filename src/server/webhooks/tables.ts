import { queryBuilder } from '../../db/query-builder.ts';

/** Times are milliseconds since 1970; booleans are 0 and 1. */
export type WebhookTables = {
  webhook: {
    id: number;
    organisation: string;
    project: number | null;
    repo: string | null;
    branch: string | null;
    url: string;
    secret: string;
    /** JSON: header by name. */
    headers: string;
    /** JSON: a list. */
    actions: string;
    send_payload: number;
    all_actions: number;
    active: number;
    since: number;
    created_at: number;
    created_by: string;
    updated_at: number;
  };
  webhook_delivery: {
    webhook: number;
    event: string;
    seq: number;
    body: string;
    created_at: number;
    attempt: number;
    tried_at: number | null;
    status: number | null;
    error: string | null;
    next_at: number | null;
  };
  webhook_cursor: { id: number; seq: number };
  /** The store's: read here only to know where a webhook begins. */
  commit_event: { seq: number };
};

export type WebhookRow = WebhookTables['webhook'];
export type DeliveryRow = WebhookTables['webhook_delivery'];

export const webhookQueries = queryBuilder<WebhookTables>();
