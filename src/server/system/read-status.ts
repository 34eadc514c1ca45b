import { programVersion } from '../../shared/program-version.ts';
import { sql as versionsDb } from '../../versions/tables.ts';
import { accountQueries } from '../accounts/tables.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';

export type Status = {
  readonly version: string;
  readonly account: string;
  readonly organisation: string;
  readonly repos: number;
  readonly projects: number;
  /** Of the whole store, which organisations share. */
  readonly objects: number;
  readonly bytes: number;
  /** Objects that wait to be moved into a pack. */
  readonly journal: number;
};

/** What the actor's organisation has, and how the store stands. */
export const readStatus = async (server: Server, actor: Actor): Promise<Status> => {
  const { db } = server;
  const [organisations, repos, objects, journal, projects] = await Promise.all([
    db.read(accountQueries.selectFrom('organisation').select('name').where('id', '=', actor.organisation)),
    db.read(
      versionsDb
        .selectFrom('repo')
        .select((q) => q.fn.countAll<number>().as('count'))
        .where('organisation', '=', actor.organisation),
    ),
    db.read(
      versionsDb
        .selectFrom('object')
        .select((q) => [q.fn.countAll<number>().as('count'), q.fn.sum<number | null>('size').as('bytes')]),
    ),
    db.read(versionsDb.selectFrom('journal').select((q) => q.fn.countAll<number>().as('count'))),
    server.hooks.countProjects(server, actor.organisation),
  ]);
  return {
    version: programVersion,
    account: actor.email,
    organisation: organisations[0]?.name ?? '',
    repos: Number(repos[0]?.count ?? 0),
    projects,
    objects: Number(objects[0]?.count ?? 0),
    bytes: Number(objects[0]?.bytes ?? 0),
    journal: Number(journal[0]?.count ?? 0),
  };
};
