import { sql } from 'kysely';
import type { Hooks } from '../server.ts';
import { memberStatement } from './members.ts';
import { findProject, roleIn } from './require-project.ts';
import { readOne } from '../../db/run-sql.ts';

/** What accounts and the API face ask of projects. */
export const projectHooks: Hooks = {
  async projectRole(server, actor, projectId) {
    const row = await findProject(server, projectId);
    if (row?.organisation !== actor.organisation) return null;
    return (await roleIn(server, actor, row.id)) ?? null;
  },
  async onJoin(server, { account, organisation, projectId, role }) {
    const row = await findProject(server, projectId);
    return row?.organisation === organisation ? [memberStatement(row.id, account, role)] : [];
  },
  async countProjects(server, organisation) {
    const row = await readOne<{ count: number }>(
      server.db,
      sql`SELECT count(*) AS count FROM project WHERE organisation = ${organisation}`,
    );
    return Number(row?.count ?? 0);
  },
};
