import { sql } from 'kysely';
import { AppError } from '../../shared/errors/app-error.ts';
import { getRepoByUid } from '../../versions/commands/get-repo-by-uid.ts';
import type { CommitEvent } from '../../versions/version-store.ts';
import { asPerson } from '../repos/require-repo.ts';
import type { Server } from '../server.ts';
import { countOldClasses } from './classes/count-old-classes.ts';
import { catchUp } from './labels/commit-now.ts';
import { stopIdleCommits } from './labels/commit-when-idle.ts';
import { settleLabelBranch } from './labels/settle-label-branch.ts';
import { makerOf } from './maker-of.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { readSql } from '../../db/run-sql.ts';
import { inLabelTurn } from './labels/in-label-turn.ts';
import { stopSyncs, syncInBackground } from './sources/sync-in-background.ts';
import type { ProjectRow, SourceRow } from './tables.ts';

/**
 * Listens for commits: one on a source's branch is read, one on a label branch that somebody else made is merged
 * into the rows; who names the head of one gets what is labeled too. At start it finds by itself what landed while nobody listened, and takes away what a broken import
 * left. Answers the way to stop.
 */
export const startProjects = async (server: Server): Promise<() => Promise<void>> => {
  const running = new Set<Promise<void>>();
  const follow = (task: Promise<void>): void => {
    const safe = task.catch((error: unknown) => server.log.error('a commit was not followed', { error }));
    running.add(safe);
    void safe.finally(() => running.delete(safe));
  };
  const stop = server.versions.events.onCommit((event) => follow(followCommit(server, event)));
  const settled = server.versions.settlers.add((at) => settleLabelBranch(server, at));
  await removeLeftovers(server);
  follow(countOldClasses(server));
  follow(catchUpAll(server));
  return async () => {
    stop();
    settled();
    stopIdleCommits(server);
    await Promise.all(running);
    await stopSyncs(server);
  };
};

const followCommit = async (server: Server, event: Omit<CommitEvent, 'seq'>): Promise<void> => {
  const repo = await findRepo(server, event.repo);
  if (repo === undefined) return;
  const { organisation, name } = repo;
  const rows = await readSql<SourceRow>(
    server.db,
    sql`SELECT project_source.* FROM project_source JOIN project ON project.id = project_source.project
      WHERE project.organisation = ${organisation} AND project_source.repo = ${name}
        AND project_source.branch = ${event.branch}`,
  );
  for (const source of rows) await syncLater(server, source);
  const projects = await readSql<ProjectRow>(
    server.db,
    sql`SELECT * FROM project WHERE organisation = ${organisation} AND target_repo = ${name}
      AND target_branch = ${event.branch}`,
  );
  for (const project of projects) await absorbLater(server, project, event.commit);
};

const findRepo = async (server: Server, uid: string) => {
  try {
    return await getRepoByUid(server.versions, { uid });
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return undefined;
    throw error;
  }
};

const syncLater = async (server: Server, source: SourceRow): Promise<void> => {
  const project = await projectRow(server, source.project);
  if (project === undefined) return;
  const actor = await makerOf(server, project);
  syncInBackground(server, actor, project, source.id);
};

const absorbLater = async (server: Server, project: ProjectRow, commit: string | null): Promise<void> => {
  // waits for a label commit under way, which moves base to its own commit in the same plan
  await inLabelTurn(server, project.id, async (turn) => {
    const now = await projectRow(turn, project.id);
    if (now === undefined || (commit !== null && now.base === commit)) return;
    await catchUp(turn, project.id, asPerson(await makerOf(turn, now)));
  });
};

/** What landed while nobody listened. Each costs two look-ups when nothing did. */
const catchUpAll = async (server: Server): Promise<void> => {
  for (const project of await readSql<ProjectRow>(
    server.db,
    sql`SELECT * FROM project WHERE id > 0 ORDER BY id`,
  ))
    try {
      await absorbLater(server, project, null);
    } catch (error) {
      // the label repo may be gone; the project's page says so
      server.log.warn('labels were not brought up to date', { project: project.id, error });
    }
  const sources = await readSql<SourceRow>(server.db, sql`SELECT * FROM project_source ORDER BY id`);
  for (const source of sources) await syncLater(server, source);
};

const projectRow = async (server: Server, id: number): Promise<ProjectRow | undefined> =>
  (await readSql<ProjectRow>(server.db, sql`SELECT * FROM project WHERE id = ${id}`))[0];
