import { sql } from 'kysely';
import { type Statement, statement } from '../../db/database.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { getRepoByUid } from '../../versions/commands/get-repo-by-uid.ts';
import { listCommitEvents } from '../../versions/commands/list-commit-events.ts';
import type { CommitEvent, Repo } from '../../versions/version-store.ts';
import { projectOfBranch } from '../projects/project-of-branch.ts';
import type { Server } from '../server.ts';
import { commitPayload } from './commit-payload.ts';
import { type WebhookRow, webhookQueries as q } from './tables.ts';

const batch = 200;
/** Events that nobody wanted are read again after a crash, up to so many. */
const unsavedMost = 1_000;

export type EventReader = {
  /** Makes deliveries of the commits that landed since; answers true when there may be more. */
  readOn(): Promise<boolean>;
  /** Keeps the place, before the server stops. */
  save(): Promise<void>;
};

/**
 * Reads the durable order of commits and queues deliveries for the webhooks that want them. Deliveries and the place
 * are one plan, so an event is queued once, whatever breaks. While nobody wants any, commits cost no write here.
 */
export const createEventReader = async (server: Server): Promise<EventReader> => {
  const { db } = server;
  const [row] = await db.lookup(q.selectFrom('webhook_cursor').select('seq').where('id', '=', 1));
  let saved = Number(row?.seq ?? 0);
  let place = saved;
  const write = async (seq: number, deliveries: readonly Statement[]): Promise<void> => {
    const move = q.updateTable('webhook_cursor').set({ seq }).where('id', '=', 1).where('seq', '<', seq);
    await db.write([statement(move), ...deliveries]);
    saved = seq;
  };
  return {
    async readOn() {
      const events = await listCommitEvents(server.versions, { after: place, limit: batch });
      const last = events.at(-1);
      if (last === undefined) return false;
      const deliveries = await deliveriesOf(server, events);
      if (deliveries.length > 0 || last.seq - saved >= unsavedMost) await write(last.seq, deliveries);
      place = last.seq;
      return events.length === batch;
    },
    async save() {
      if (place > saved) await write(place, []);
    },
  };
};

const deliveriesOf = async (
  server: Server,
  events: readonly CommitEvent[],
): Promise<readonly Statement[]> => {
  const hooks = await server.db.read(
    q.selectFrom('webhook').selectAll().where('active', '=', 1).orderBy('id'),
  );
  if (hooks.length === 0) return [];
  const statements: Statement[] = [];
  for (const event of events) {
    const repo = await findRepo(server, event.repo);
    if (repo === null) continue;
    const wanting = await whoWants(server, hooks, repo, event);
    const payload = wanting.length === 0 ? null : await commitPayload(server, repo, event);
    if (payload === null) continue;
    const { id, type, time } = payload;
    for (const hook of wanting) {
      const body = JSON.stringify(hook.send_payload === 1 ? payload : { id, type, time });
      statements.push(queueDelivery(hook.id, event, body, server.clock()));
    }
  }
  return statements;
};

/** Nothing for a webhook that was removed meanwhile. */
const queueDelivery = (webhook: number, { id, seq }: CommitEvent, body: string, now: number): Statement =>
  statement(
    sql`INSERT INTO webhook_delivery (webhook, event, seq, body, created_at, attempt, next_at)
      SELECT id, ${id}, ${seq}, ${body}, ${now}, 0, ${now} FROM webhook WHERE id = ${webhook}
      ON CONFLICT (webhook, event) DO NOTHING`.compile(q),
  );

const whoWants = async (
  server: Server,
  hooks: readonly WebhookRow[],
  { organisation, name }: Repo,
  { seq, branch }: CommitEvent,
): Promise<readonly WebhookRow[]> => {
  const near = hooks.filter(
    (hook) =>
      hook.organisation === organisation &&
      hook.since < seq &&
      (hook.repo ?? name) === name &&
      (hook.branch ?? branch) === branch &&
      (hook.all_actions === 1 || (JSON.parse(hook.actions) as string[]).includes('COMMIT')),
  );
  if (near.every(({ project }) => project === null)) return near;
  const project = await projectOfBranch(server, { organisation, repo: name, branch });
  return near.filter((hook) => hook.project === null || String(hook.project) === project?.id);
};

const findRepo = async ({ versions }: Server, uid: string): Promise<Repo | null> => {
  try {
    return await getRepoByUid(versions, { uid });
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return null;
    throw error;
  }
};
