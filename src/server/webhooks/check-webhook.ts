import type { WebhookFields } from '../../shared/contract/webhooks.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import type { Actor } from '../actor.ts';
import { checkCustomHeaders } from '../http/custom-headers.ts';
import { checkUrl } from '../http/guarded-fetch.ts';
import type { Server } from '../server.ts';
import type { WebhookRow } from './tables.ts';

/**
 * What a person sets of a webhook, checked, as columns; what is absent is absent. A host's addresses are checked with
 * each delivery, since they change. Errors: url.invalid, url.private, request.invalid, project.not_found,
 * repo.not_found.
 */
export const checkWebhook = async (
  server: Server,
  actor: Actor,
  fields: WebhookFields,
): Promise<Partial<WebhookRow>> => {
  const { url, project, repo, branch, headers } = fields;
  if (project !== undefined && project !== null) await requireProject(server, actor, project);
  if (repo !== undefined && repo !== null) {
    await getRepo(server.versions, { organisation: actor.organisation, name: repo });
  }
  if (headers) checkCustomHeaders(headers);
  return {
    ...(url === undefined ? {} : { url: checkUrl(url, server.config.allowPrivateUrls).href }),
    ...(project === undefined ? {} : { project }),
    ...(repo === undefined ? {} : { repo }),
    ...(branch === undefined ? {} : { branch }),
    ...(headers === undefined ? {} : { headers: JSON.stringify(headers ?? {}) }),
    ...(fields.actions === undefined ? {} : { actions: JSON.stringify([...new Set(fields.actions)]) }),
    ...flag('send_payload', fields.send_payload),
    ...flag('all_actions', fields.send_for_all_actions),
    ...flag('active', fields.is_active),
  };
};

const flag = (column: 'send_payload' | 'all_actions' | 'active', value: boolean | undefined) =>
  value === undefined ? {} : { [column]: value ? 1 : 0 };

/** Throws project.not_found for a project that is not the organisation's. */
export const requireProject = async (server: Server, actor: Actor, project: number): Promise<void> => {
  const role = await server.hooks.projectRole(server, actor, String(project));
  if (role === null) throw new AppError('project.not_found', { id: project });
};
