import type { Webhook } from '../../shared/contract/webhooks.ts';
import { requireRole } from '../accounts/require-role.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { requireProject } from './check-webhook.ts';
import { webhookQueries as q } from './tables.ts';
import { webhookViews } from './webhook-view.ts';

/** The organisation's webhooks, in the order they were made; those of one project if it is named. */
export const listWebhooks = async (server: Server, actor: Actor, project?: number): Promise<Webhook[]> => {
  requireRole(actor, 'manager');
  if (project !== undefined) await requireProject(server, actor, project);
  const all = q
    .selectFrom('webhook')
    .selectAll()
    .where('organisation', '=', actor.organisation)
    .orderBy('id');
  const rows = await server.db.read(project === undefined ? all : all.where('project', '=', project));
  return webhookViews(server, actor, rows);
};
