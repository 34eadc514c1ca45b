import { sql } from 'kysely';
import { GuardMissed, type Statement } from '../../../db/database.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getBranch } from '../../../versions/commands/get-branch.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { planCommit } from '../../../versions/commands/plan-commit.ts';
import { sealStaging } from '../../../versions/commands/seal-staging.ts';
import { stagedCount } from '../../../versions/commands/staged-count.ts';
import type { Author, Commit, CommitId, Person, Provenance, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { sourcesOf } from '../project-view.ts';
import { rereadProject } from '../require-project.ts';
import { type Act, auditAct } from '../review/audit.ts';
import { readOne, readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { absorbHead } from './absorb-head.ts';
import { metaHash, projectFiles } from './project-files.ts';
import { type RenderedTasks, renderMine, renderPending } from './render-pending.ts';
import { textEdits } from './text-edits.ts';

export type CommitProject = {
  readonly project: number;
  readonly person: Person;
  readonly message?: string | undefined;
  /** Only the annotations of this account. */
  readonly mine?: string;
  /** Only when the label branch is there (null: at no commit). Else branch.moved. */
  readonly ifHead?: CommitId | null | undefined;
  /** Commits whose labels were merged into the rows: more parents, and a commit even if nothing differs. */
  readonly mergeParents?: readonly CommitId[];
  /** What the audit list calls it; a plain commit unless told. */
  readonly act?: Act;
  /** Of the same plan. */
  readonly also?: readonly Statement[];
};

const maxTries = 10;

/** As `commitProject`, for whoever holds the project's turn already. */
export const commitNow = async (server: Server, args: CommitProject): Promise<Commit | null> => {
  let seen = args.ifHead;
  for (let tries = 1; ; tries += 1) {
    try {
      const { project, repo } = await catchUp(server, args.project, args.person, { ifHead: seen });
      // what was staged has a commit of its own now
      if (seen !== undefined) seen = project.base;
      return await commitOnce(server, args, project, repo);
    } catch (error) {
      const moved =
        error instanceof GuardMissed || (error instanceof AppError && error.code === 'branch.moved');
      if (!moved || (args.ifHead !== undefined && !(error instanceof GuardMissed))) throw error;
      if (tries === maxTries) throw new AppError('request.conflict', {}, { cause: error });
    }
  }
};

/**
 * Brings the rows to the head of the label branch: what is staged there is sealed, what others committed merged. With
 * `ifHead` only when nobody else moved the branch: whoever names a head has seen what is there. From then on `base` is
 * what the plan that moves the branch holds it to. `done` is told how many tasks were brought there. Error: branch.moved.
 */
export const catchUp = async (
  server: Server,
  id: number,
  person: Person,
  { ifHead, done }: { ifHead?: CommitId | null | undefined; done?: (tasks: number) => void } = {},
): Promise<{ project: ProjectRow; repo: Repo }> => {
  for (let seen = ifHead; ; ) {
    const project = await rereadProject(server, id);
    const { organisation, target_repo, target_branch: branch } = project;
    const repo = await getRepo(server.versions, { organisation, name: target_repo });
    if ((await stagedCount(server.versions, { repo, branch })) > 0) {
      const message = 'Files written to the label branch';
      const asked = { repo, branch, author: person, message, ifHead: seen };
      const sealed = await sealStaging(server.versions, asked);
      if (seen !== undefined && sealed !== null) seen = sealed.id;
    }
    const { head } = await getBranch(server.versions, { repo, name: branch });
    if (seen !== undefined && head !== seen) {
      const text = (commit: CommitId | null) => commit ?? 'no commit';
      throw new AppError('branch.moved', { repo: repo.name, branch, head: text(head), expected: text(seen) });
    }
    if (head === project.base) return { project, repo };
    await absorbHead(server, project, repo, head, done);
  }
};

const commitOnce = async (
  server: Server,
  args: CommitProject,
  project: ProjectRow,
  repo: Repo,
): Promise<Commit | null> => {
  await refuseBlocked(server, project.id);
  const sources = await sourcesOf(server, project.id);
  const rendered =
    args.mine === undefined
      ? await renderPending(server, project)
      : await renderMine(server, project, repo, args.mine);
  const files = projectFiles(project, sources);
  const meta = metaHash(files);
  const isFirstEmpty = project.base === null && rendered.edits.length === 0;
  const isMerge = (args.mergeParents ?? []).length > 0;
  if (!isMerge && (isFirstEmpty || (rendered.clear.length === 0 && meta === project.meta_hash))) return null;
  const metaEdits = meta === project.meta_hash ? { edits: [], objects: [] } : await textEdits(server, files);
  const edits = [...rendered.edits, ...metaEdits.edits].sort((a, b) => (a.path < b.path ? -1 : 1));
  const planned = await planCommit(server.versions, {
    repo,
    branch: project.target_branch,
    expectedHead: project.base,
    edits,
    objects: [...rendered.objects, ...metaEdits.objects],
    message: args.message?.trim() || defaultMessage(rendered.counts),
    authors: await authorsOf(server, args, project, edits.length),
    madeBy: { type: 'person', ...args.person },
    provenance: await provenanceOf(server, project.organisation, sources),
    mergeParents: args.mergeParents,
    evenIfEqual: isMerge,
  });
  const base = planned?.commit.id ?? project.base;
  await server.db.write([
    ...(planned?.statements ?? []),
    sqlStatement(
      sql`UPDATE project SET base = ${base}, meta_hash = ${meta} WHERE id = ${project.id}
        AND coalesce(base, '') = ${project.base ?? ''}`,
      1,
    ),
    ...rendered.clear,
    recountPending(project.id),
    ...(planned ? [auditCommit(server, args, planned.commit)] : []),
    ...(args.also ?? []),
  ]);
  planned?.landed();
  server.events.publish({ type: 'project', organisation: project.organisation, project: String(project.id) });
  return planned?.commit ?? null;
};

const auditCommit = (server: Server, { project, person, act }: CommitProject, commit: Commit): Statement => {
  const detail = { ...act?.detail, commit: commit.id, message: commit.message };
  const by = { account: person.id, name: person.name };
  return auditAct(server, by, project, { kind: 'labels.committed', ...act, detail });
};

/** Little stays pending after a commit, so counting it is cheap; `pending > 0` is what its index is named by. */
const recountPending = (project: number): Statement => {
  const count = (pending: number) =>
    sql`(SELECT count(*) FROM task WHERE project = ${project} AND pending > 0 AND pending = ${pending})`;
  return sqlStatement(sql`UPDATE project SET pending_new = ${count(1)}, pending_changed = ${count(2)},
    pending_retired = ${count(3)} WHERE id = ${project}`);
};

const refuseBlocked = async (server: Server, project: number): Promise<void> => {
  const row = await readOne<{ count: number }>(
    server.db,
    sql`SELECT count(*) AS count FROM label_conflict WHERE project = ${project} AND resolved_at IS NULL
      AND kind = 'source'`,
  );
  if (Number(row?.count) > 0) throw new AppError('labels.conflicts_open', { count: Number(row?.count) });
};

const defaultMessage = ({ added, changed, retired }: RenderedTasks['counts']): string => {
  const parts = [
    added > 0 ? `${added} new` : '',
    changed > 0 ? `${changed} changed` : '',
    retired > 0 ? `${retired} retired` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Change the project' : `Label: ${parts.join(', ')}`;
};

/** Who changed what the commit holds, with counts; whoever commits, when nobody else did. */
const authorsOf = async (
  server: Server,
  { person, mine }: CommitProject,
  project: ProjectRow,
  edits: number,
): Promise<readonly Author[]> => {
  const rows = await readSql<{ id: string; name: string; count: number }>(
    server.db,
    sql`SELECT changed_by AS id, max(name) AS name, sum(changes) AS count FROM label_change
      WHERE project = ${project.id} AND seq <= ${project.seq} AND changed_by <> ''
      ${mine === undefined ? sql`` : sql`AND author = ${mine}`}
      GROUP BY changed_by ORDER BY changed_by`,
  );
  if (rows.length === 0) return [{ ...person, count: edits }];
  return rows.map(({ id, name, count }) => ({ id, name, count: Number(count) }));
};

/** The source commits that the tasks came from. */
const provenanceOf = async (
  server: Server,
  organisation: string,
  sources: readonly { readonly repo: string; readonly synced_commit: string | null }[],
): Promise<readonly Provenance[]> => {
  const edges = new Map<string, Provenance>();
  for (const source of sources) {
    if (source.synced_commit === null) continue;
    try {
      const { uid } = await getRepo(server.versions, { organisation, name: source.repo });
      edges.set(`${uid}@${source.synced_commit}`, { repo: uid, commit: source.synced_commit });
    } catch (error) {
      if (!(error instanceof AppError && error.status === 404)) throw error;
    }
  }
  return [...edges.values()];
};
