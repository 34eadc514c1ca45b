import { FormatError } from '../../../formats/format-error.ts';
import { isImage } from '../../../formats/is-image.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { commitEdits } from '../../../versions/commands/commit-edits.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { openBulk } from '../../../versions/commands/open-bulk.ts';
import { compareUtf8 } from '../../../versions/tree/utf8-order.ts';
import type { Edit, Entry, Repo } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import { guessContentType } from '../../repos/guess-content-type.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { ensureBranch } from '../ensure-branch.ts';
import { projectOfBranch } from '../project-of-branch.ts';
import type { ProjectRow } from '../tables.ts';

const branch = 'master';

/**
 * Takes the media files of one import. A file that is in the project's repo of files already is not written twice;
 * other bytes of the same name get a name of their own, since tasks show that one. Nothing is to be seen of them
 * until `commit`, which makes the repo where there is none.
 */
export const mediaStore = (server: Server, actor: Actor, project: ProjectRow) => {
  const { organisation } = actor;
  const name = `${project.target_repo.slice(0, 57)}_files`;
  const bulk = openBulk(server.versions);
  const added = new Map<string, Entry>();
  let found: Promise<Repo | null> | undefined;
  const entryAt = async (path: string): Promise<Entry | null> => {
    found ??= findRepo(server, organisation, name);
    const repo = await found;
    if (repo === null) return null;
    return getEntry(server.versions, { repo, ref: branch, path });
  };
  return {
    /** The address of a file's bytes for task data. Throws FormatError for what is no image or empty. */
    async add(file: string, kind: 'image' | 'audio', content: AsyncIterable<Uint8Array>): Promise<string> {
      const { sha256, size, md5 } = await bulk.write(await checked(content, kind));
      const path = safePath(file);
      const dot = path.lastIndexOf('.');
      const own = `${path.slice(0, dot)}-${sha256.slice(0, 8)}${path.slice(dot)}`;
      for (const candidate of [path, own]) {
        const there = added.get(candidate) ?? (await entryAt(candidate));
        if (there !== null && there.sha256 !== sha256) continue;
        if (there === null)
          added.set(candidate, {
            sha256,
            size,
            modified: server.clock(),
            contentType: guessContentType(candidate),
            metadata: {},
            etag: md5,
          });
        return `s3://${name}/${candidate}`;
      }
      throw new AppError('request.conflict');
    },
    async commit(message: string): Promise<void> {
      await bulk.done();
      if (added.size === 0) return;
      const holder = await projectOfBranch(server, { organisation, repo: name, branch });
      if (holder)
        throw new AppError('project.branch_taken', {
          repo: name,
          branch,
          project: `${holder.id} (${holder.title})`,
        });
      const { repo } = await ensureBranch(server, {
        organisation,
        repo: name,
        branch,
        description: `Files of ${project.title}`,
      });
      await commitEdits(server.versions, {
        repo,
        branch,
        edits: () => editsOf(server, repo, added),
        held: true,
        message,
        author: asPerson(actor),
      });
    },
  };
};

/** Of the moment of the commit: who brought other bytes of that name in the meantime keeps it. */
async function* editsOf(server: Server, repo: Repo, added: ReadonlyMap<string, Entry>): AsyncIterable<Edit> {
  for (const [path, entry] of [...added].sort(([a], [b]) => compareUtf8(a, b))) {
    const there = await getEntry(server.versions, { repo, ref: branch, path });
    if (there !== null && there.sha256 !== entry.sha256) throw new AppError('request.conflict');
    yield { path, entry };
  }
}

const findRepo = async (server: Server, organisation: string, name: string): Promise<Repo | null> => {
  try {
    return await getRepo(server.versions, { organisation, name });
  } catch (error) {
    if (error instanceof AppError && error.code === 'repo.not_found') return null;
    throw error;
  }
};

/** A path within the repo: no way up, no empty part. */
const safePath = (file: string): string =>
  file
    .normalize('NFC')
    .replaceAll('\0', '')
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');

/** The same bytes, of which the first were looked at. */
const checked = async (
  content: AsyncIterable<Uint8Array>,
  kind: 'image' | 'audio',
): Promise<AsyncIterable<Uint8Array>> => {
  const parts = content[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < 1024) {
    const next = await parts.next();
    if (next.done) break;
    head.push(next.value);
    length += next.value.length;
  }
  if (length === 0) throw new FormatError(0, 'there is nothing in it');
  if (kind === 'image' && !isImage(Buffer.concat(head)))
    throw new FormatError(0, 'it is no picture that browsers show');
  return (async function* () {
    yield* head;
    for (let next = await parts.next(); !next.done; next = await parts.next()) yield next.value;
  })();
};
