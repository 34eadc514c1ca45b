import type { ExportFile } from '../../../formats/export-format.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { commitEdits } from '../../../versions/commands/commit-edits.ts';
import { getBranch } from '../../../versions/commands/get-branch.ts';
import { openBulk } from '../../../versions/commands/open-bulk.ts';
import { sealStaging } from '../../../versions/commands/seal-staging.ts';
import { walkEntries } from '../../../versions/commands/walk-entries.ts';
import { compareUtf8 } from '../../../versions/tree/utf8-order.ts';
import type { CommitId, Edit, Entry, Repo } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import { guessContentType } from '../../repos/guess-content-type.ts';
import { requireRole } from '../../accounts/require-role.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { ensureBranch } from '../ensure-branch.ts';
import { projectOfBranch } from '../project-of-branch.ts';
import { requireProject } from '../require-project.ts';
import { openExport } from './open-export.ts';

export type ExportToRepo = {
  readonly id: string | number;
  readonly format: string;
  readonly ref?: string | undefined;
  readonly repo: string;
  readonly branch: string;
  readonly prefix: string;
};

/**
 * Writes the labels of a commit to a folder of a branch (made where there is none) as one commit with the label
 * commit as provenance. The folder then holds exactly the export; `commit` is null when it did already. A branch
 * that holds labels is refused: project.branch_taken. Other errors: `openExport`, file.key_invalid.
 */
export const exportToRepo = async (
  server: Server,
  actor: Actor,
  args: ExportToRepo,
): Promise<{ commit: { id: CommitId } | null; from: CommitId; files: number; pending: number }> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  requireRole(actor, 'manager');
  const { organisation } = actor;
  const holder = await projectOfBranch(server, { organisation, repo: args.repo, branch: args.branch });
  if (holder)
    throw new AppError('project.branch_taken', {
      repo: args.repo,
      branch: args.branch,
      project: `${holder.id} (${holder.title})`,
    });
  const ref = args.ref ?? project.target_branch;
  const { format, origin, files } = await openExport(server, project, { format: args.format, ref });
  if (origin === undefined) throw new Error('an export of a ref has a commit');
  const prefix = folderOf(args.prefix);
  const target = await ensureBranch(server, { organisation, repo: args.repo, branch: args.branch });
  // what others wrote there is theirs, in a commit of its own
  await sealStaging(server.versions, { repo: target.repo, branch: args.branch });
  const written = await writeFiles(server, files, prefix);
  const commit = await commitEdits(server.versions, {
    repo: target.repo,
    branch: args.branch,
    edits: () => editsOf(server, target.repo, args.branch, prefix, written),
    held: true,
    message: `Export of ${project.title} as ${format.title}, labels ${origin.commit.slice(0, 12)}`,
    author: asPerson(actor),
    provenance: [{ repo: origin.repo.uid, commit: origin.commit }],
  });
  const { pending_new, pending_changed, pending_retired } = project;
  return {
    commit: commit && { id: commit.id },
    from: origin.commit,
    files: written.size,
    pending: args.ref === undefined ? pending_new + pending_changed + pending_retired : 0,
  };
};

/** Without slashes around, then with one behind; the whole branch is the empty folder. */
const folderOf = (prefix: string): string => {
  const folder = prefix.replace(/^\/+|\/+$/g, '');
  return folder === '' ? '' : `${folder}/`;
};

const writeFiles = async (
  server: Server,
  files: AsyncIterable<ExportFile>,
  prefix: string,
): Promise<ReadonlyMap<string, Entry>> => {
  const bulk = openBulk(server.versions);
  const modified = server.clock();
  const written = new Map<string, Entry>();
  for await (const file of files) {
    const { sha256, size, md5 } = await bulk.write(file.type === 'bytes' ? file.bytes : file.chunks);
    const contentType = guessContentType(file.path);
    written.set(prefix + file.path, { sha256, size, modified, contentType, metadata: {}, etag: md5 });
  }
  await bulk.done();
  return written;
};

/** The files written, and the removal of what the folder had beside them. */
async function* editsOf(
  server: Server,
  repo: Repo,
  branch: string,
  prefix: string,
  written: ReadonlyMap<string, Entry>,
): AsyncIterable<Edit> {
  const edits: Edit[] = [...written].map(([path, entry]) => ({ path, entry }));
  const { head } = await getBranch(server.versions, { repo, name: branch });
  if (head !== null)
    for await (const { path } of walkEntries(server.versions, { repo, ref: head, prefix }))
      if (!written.has(path)) edits.push({ path, entry: null });
  yield* edits.sort((a, b) => compareUtf8(a.path, b.path));
}
