import { AppError } from '../../shared/errors/app-error.ts';
import { requireRole } from '../accounts/require-role.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { type WebhookRow, webhookQueries as q } from './tables.ts';

/**
 * The webhook of that id in the actor's organisation, for managers. Errors: auth.forbidden; webhook.not_found, also
 * for another organisation's.
 */
export const requireWebhook = async (
  { db }: Pick<Server, 'db'>,
  actor: Actor,
  id: string,
): Promise<WebhookRow> => {
  requireRole(actor, 'manager');
  const [row] = /^[1-9]\d{0,14}$/.test(id)
    ? await db.lookup(
        q
          .selectFrom('webhook')
          .selectAll()
          .where('id', '=', Number(id))
          .where('organisation', '=', actor.organisation),
      )
    : [];
  if (!row) throw new AppError('webhook.not_found', { id });
  return row;
};
