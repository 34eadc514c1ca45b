import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { AppError } from '../../shared/errors/app-error.ts';
import { commitEdits } from '../../versions/commands/commit-edits.ts';
import { openBulk } from '../../versions/commands/open-bulk.ts';
import { resolveRef } from '../../versions/commands/resolve-ref.ts';
import { sealStaging } from '../../versions/commands/seal-staging.ts';
import { compareUtf8 } from '../../versions/tree/utf8-order.ts';
import type { Commit, CommitId, Edit, WrittenObject } from '../../versions/version-store.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { guessContentType } from './guess-content-type.ts';
import { asPerson, requireRepo } from './require-repo.ts';
import { writeFiles } from './write-files.ts';

type Received = { readonly path: string; readonly object: WrittenObject };

/**
 * Writes the files of a tar stream to a branch: all of them or none. One commit, unless the branch's policy
 * is `manual`: then they are staged as one change. What was staged before gets its own commit first.
 */
export const putArchive = async (
  server: Server,
  actor: Actor,
  args: {
    repo: string;
    branch: string;
    prefix: string;
    body: AsyncIterable<Uint8Array>;
    message?: string | undefined;
    ifHead?: CommitId | null | undefined;
  },
): Promise<{ files: number; commit: Commit | null }> => {
  const repo = await requireRepo(server, actor, args.repo, 'write');
  const branch = await resolveRef(server.versions, { repo, ref: args.branch });
  if (branch.type !== 'branch') throw new AppError('ref.read_only', { ref: args.branch });
  const received = await receive(server, args.prefix, args.body);
  const files = received.length;
  const asked = args.ifHead === undefined ? {} : { ifHead: args.ifHead };
  if (branch.policy.type === 'manual') {
    const changes = received.map(
      ({ path, object }) => ({ type: 'put', path, object, contentType: guessContentType(path) }) as const,
    );
    return { files, ...(await writeFiles(server, actor, { repo, branch: branch.name, changes, ...asked })) };
  }
  const sealed = await sealStaging(server.versions, { repo, branch: branch.name, ...asked });
  // what was staged is on top of the head that the caller asked for
  const head = sealed === null ? asked : { ifHead: sealed.id };
  const modified = server.clock();
  const edits: Edit[] = received.map(({ path, object }) => ({
    path,
    entry: {
      sha256: object.sha256,
      size: object.size,
      modified,
      contentType: guessContentType(path),
      metadata: {},
      etag: object.md5,
    },
  }));
  const commit = await commitEdits(server.versions, {
    repo,
    branch: branch.name,
    edits,
    held: true,
    message: args.message ?? (files === 1 ? `put ${received[0]?.path}` : `put ${files} files`),
    author: asPerson(actor),
    ...(args.ifHead === undefined ? {} : head),
  });
  return { files, commit };
};

/** The files in the tree's order; of a path that comes twice, the last. Folders and links are passed over. */
const receive = async (
  server: Server,
  prefix: string,
  body: AsyncIterable<Uint8Array>,
): Promise<Received[]> => {
  const archive = extract();
  const feeding = pipeline(Readable.from(body, { objectMode: false }), archive);
  const found = new Map<string, WrittenObject>();
  const bulk = openBulk(server.versions);
  try {
    for await (const entry of archive) {
      if (entry.header.type === 'file' || entry.header.type === 'contiguous-file')
        found.set(prefix + entry.header.name, await bulk.write(entry as AsyncIterable<Uint8Array>));
      else entry.resume();
    }
    await feeding;
    await bulk.done();
  } catch (error) {
    await feeding.catch(() => undefined);
    if (error instanceof AppError || !isMalformed(error)) throw error;
    throw new AppError(
      'request.invalid',
      { reason: `the body is not a whole tar archive (${error.message})` },
      { cause: error },
    );
  }
  return [...found].map(([path, object]) => ({ path, object })).sort((a, b) => compareUtf8(a.path, b.path));
};

/** What tar-stream throws for bytes that are no archive. */
const isMalformed = (error: unknown): error is Error =>
  error instanceof Error &&
  /tar|header|data|closed|archive/i.test(error.message) &&
  !('code' in error && error.code === 'ENOSPC');
