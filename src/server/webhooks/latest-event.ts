import type { Server } from '../server.ts';
import { webhookQueries as q } from './tables.ts';

/** The place of the last commit that landed, in the durable order of `listCommitEvents`; 0 before the first. */
export const latestEvent = async ({ db }: Pick<Server, 'db'>): Promise<number> => {
  const [row] = await db.lookup(q.selectFrom('commit_event').select((b) => b.fn.max('seq').as('seq')));
  return Number(row?.seq ?? 0);
};
