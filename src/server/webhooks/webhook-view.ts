import type { Webhook } from '../../shared/contract/webhooks.ts';
import type { Actor } from '../actor.ts';
import { accountQueries } from '../accounts/tables.ts';
import type { Server } from '../server.ts';
import type { WebhookRow } from './tables.ts';

/** Webhooks of the actor's organisation as the API shows them; never with their secret. */
export const webhookViews = async (
  { db }: Pick<Server, 'db'>,
  { organisation }: Actor,
  rows: readonly WebhookRow[],
): Promise<Webhook[]> => {
  const [found] = await db.lookup(
    accountQueries.selectFrom('organisation').select('number').where('id', '=', organisation),
  );
  return rows.map((row) => ({
    id: row.id,
    organization: Number(found?.number ?? 0),
    project: row.project,
    repo: row.repo,
    branch: row.branch,
    url: row.url,
    send_payload: row.send_payload === 1,
    send_for_all_actions: row.all_actions === 1,
    headers: JSON.parse(row.headers) as Record<string, string>,
    is_active: row.active === 1,
    actions: JSON.parse(row.actions) as string[],
    created_at: new Date(row.created_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
  }));
};

export const webhookView = async (
  server: Pick<Server, 'db'>,
  actor: Actor,
  row: WebhookRow,
): Promise<Webhook> => (await webhookViews(server, actor, [row]))[0] as Webhook;
