import { sql } from 'kysely';
import { AppError } from '../../../shared/errors/app-error.ts';
import { diff } from '../../../versions/commands/diff.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import { parseGlob } from '../../../versions/glob-pattern.ts';
import type { DiffItem, Repo } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { sourcesOf } from '../project-view.ts';
import { requireProject } from '../require-project.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import { serialised } from '../serialise.ts';
import type { ProjectRow, SourceRow } from '../tables.ts';
import { judgeMethod } from './judge-method.ts';
import { retireTasks } from './retire-tasks.ts';
import { syncPage } from './sync-page.ts';
import type { SyncResult } from './sync-result.ts';

/** Files of one plan. */
const pageSize = 100;
const mostErrors = 100;

/**
 * Brings the tasks to what the sources hold now. Works from the diff between the commit that was synced last and
 * the head of the source's branch (its staging sealed first), so the cost follows the change. Files that cannot be
 * read are named in the answer, and what came from them stays.
 */
export const syncProject = async (server: Server, actor: Actor, args: { id: string | number }) => {
  const project = await requireProject(server, actor, args.id, 'manager');
  return syncSources(server, actor, project);
};

/** As `syncProject`, by the system: `only` names one source. One at a time for each project. */
export const syncSources = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  only?: number,
): Promise<SyncResult> => {
  const result: SyncResult = { added: 0, changed: 0, retired: 0, unchanged: 0, errors: [] };
  await serialised(server.db)(`sync:${project.id}`, async () => {
    for (const source of await sourcesOf(server, project.id)) {
      if (only !== undefined && source.id !== only) continue;
      await syncSource(server, actor, project, source, result);
    }
  });
  if (result.added + result.changed + result.retired > 0)
    await afterLabelChange(server, actor, project, null);
  return result;
};

const syncSource = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  source: SourceRow,
  result: SyncResult,
): Promise<void> => {
  try {
    await readSource(server, actor, project, source, result);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    result.errors.push({ path: `${source.repo}@${source.branch}`, detail: error.message });
    await server.db.write([
      sqlStatement(sql`UPDATE project_source SET error = ${error.message} WHERE id = ${source.id}`),
    ]);
  }
};

const readSource = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  row: SourceRow,
  result: SyncResult,
): Promise<void> => {
  const repo = await getRepo(server.versions, { organisation: project.organisation, name: row.repo });
  const head = await headOf(server, repo, row.branch);
  if (head === null || head === row.synced_commit) {
    if (row.error !== null)
      await server.db.write([sqlStatement(sql`UPDATE project_source SET error = NULL WHERE id = ${row.id}`)]);
    return;
  }
  const judged =
    row.synced_commit === null && row.method_chosen === 0
      ? await judgeMethod(server, repo, head, row.glob)
      : undefined;
  const source: SourceRow = judged ? { ...row, method: judged.method } : row;
  const glob = parseGlob(source.glob);
  const counts: Omit<SyncResult, 'errors'> = { added: 0, changed: 0, retired: 0, unchanged: 0 };
  const errorsBefore = result.errors.length;
  const stale = source.synced_commit === null ? await pathsOf(server, source.id) : undefined;
  for await (const items of pages(server, repo, source, head, glob.prefix)) {
    const matching = items.filter(
      ({ path, oldPath }) =>
        isSourceFile(glob, path) || (oldPath !== undefined && isSourceFile(glob, oldPath)),
    );
    for (const { path } of matching) stale?.delete(path);
    if (matching.length === 0) continue;
    const page = await syncPage(server, actor, {
      project,
      source,
      head,
      items: matching.map((item) => within(glob, item)),
    });
    counts.added += page.added;
    counts.changed += page.changed;
    counts.retired += page.retired;
    counts.unchanged += page.unchanged;
    result.errors.push(...page.errors.slice(0, mostErrors - result.errors.length));
  }
  if (stale && stale.size > 0)
    counts.retired += await retirePaths(server, actor, project, source, [...stale]);
  for (const name of ['added', 'changed', 'retired', 'unchanged'] as const) result[name] += counts[name];
  const failed = result.errors.length - errorsBefore;
  const error =
    failed === 0 ? null : `${failed} files could not be read; first: ${result.errors[errorsBefore]?.detail}`;
  await server.db.write([
    sqlStatement(sql`UPDATE project_source SET synced_commit = ${head}, synced_at = ${server.clock()},
      method = ${source.method}, added = ${counts.added}, changed = ${counts.changed},
      retired = ${counts.retired}, error = ${error} WHERE id = ${source.id}`),
  ]);
};

type Glob = ReturnType<typeof parseGlob>;

const isSourceFile = (glob: Glob, path: string): boolean => !path.endsWith('/') && glob.matches(path);

/** A rename into or out of the glob is an addition or a removal here. */
const within = (glob: Glob, item: DiffItem): DiffItem => {
  if (item.oldPath === undefined) return item;
  if (!isSourceFile(glob, item.oldPath)) return { path: item.path, change: 'added', from: null, to: item.to };
  if (!isSourceFile(glob, item.path))
    return { path: item.oldPath, change: 'removed', from: item.from, to: null };
  return item;
};

/** The head's commit; null when the branch has none yet. */
const headOf = async (server: Server, repo: Repo, branch: string): Promise<string | null> => {
  try {
    return (await nameHead(server.versions, { repo, ref: branch })).commit;
  } catch (error) {
    if (error instanceof AppError && error.code === 'commit.none') return null;
    throw error;
  }
};

async function* pages(server: Server, repo: Repo, source: SourceRow, head: string, prefix: string) {
  let from = source.synced_commit;
  for (let after: string | undefined; ; ) {
    const args = { repo, to: head, prefix, after, limit: pageSize };
    let page: Awaited<ReturnType<typeof diff>>;
    try {
      page = await diff(server.versions, { ...args, from });
    } catch (error) {
      // the repo was made anew under its name
      if (!(error instanceof AppError && error.code === 'commit.not_found') || from === null) throw error;
      from = null;
      page = await diff(server.versions, { ...args, from });
    }
    yield page.items;
    if (page.next === null) return;
    after = page.next;
  }
}

const pathsOf = async (server: Server, source: number): Promise<Set<string>> => {
  const rows = await readSql<{ path: string }>(
    server.db,
    sql`SELECT DISTINCT source_path AS path FROM task WHERE source = ${source} AND retired = 0`,
  );
  return new Set(rows.map(({ path }) => path));
};

/** After a full read: tasks of files that are not there any more. */
const retirePaths = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  source: SourceRow,
  paths: readonly string[],
): Promise<number> => {
  let retired = 0;
  for (let at = 0; at < paths.length; at += pageSize) {
    const rows = await readSql<{ id: number }>(
      server.db,
      sql`SELECT id FROM task WHERE source = ${source.id} AND retired = 0
        AND source_path IN (${sql.join(paths.slice(at, at + pageSize))})`,
    );
    retired += await retireTasks(
      server,
      actor,
      project.id,
      rows.map(({ id }) => id),
    );
  }
  return retired;
};
