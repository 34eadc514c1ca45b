import { Readable } from 'node:stream';
import type { repoOperations } from '../../../shared/contract/repos.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { diff } from '../../../versions/commands/diff.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import { globEntries } from '../../../versions/commands/glob-entries.ts';
import { listEntries } from '../../../versions/commands/list-entries.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import { resolveRef } from '../../../versions/commands/resolve-ref.ts';
import { stagedPaths } from '../../../versions/commands/staged-paths.ts';
import type { Entry, FileEntry, Precondition, ResolvedRef } from '../../../versions/version-store.ts';
import type { RequestHeaders } from '../../http/request-headers.ts';
import { commitView } from '../../repos/commit-view.ts';
import { copyFile } from '../../repos/copy-file.ts';
import { deleteFiles } from '../../repos/delete-files.ts';
import { entryView } from '../../repos/entry-view.ts';
import { getArchive } from '../../repos/get-archive.ts';
import { leftOutWarning } from '../../repos/left-out-warning.ts';
import { putArchive } from '../../repos/put-archive.ts';
import { putFile } from '../../repos/put-file.ts';
import { requireRepo } from '../../repos/require-repo.ts';
import { sendFile } from '../../repos/send-file.ts';
import type { Server } from '../../server.ts';
import type { Handlers } from './handlers.ts';
import { ifHead } from './if-head.ts';

type FileOperations = Pick<
  typeof repoOperations,
  'files' | 'getFile' | 'putFile' | 'removeFile' | 'getArchive' | 'putArchive' | 'diff'
>;

const side = (entry: Entry | null) =>
  entry === null ? null : { sha256: entry.sha256, size: entry.size, contentType: entry.contentType };

/** The files of a page; on a branch, marked where they are staged and in no commit yet. */
const entryViews = async (server: Server, ref: ResolvedRef, files: readonly FileEntry[]) => {
  const paths = files.map(({ path }) => path);
  const staged =
    ref.type === 'branch' ? await stagedPaths(server.versions, { ref, paths }) : new Set<string>();
  return files.map(({ path, entry }) => entryView(path, entry, staged.has(path)));
};

/** The files of a ref: list, read, write, archives and diff. */
export const fileHandlers: Handlers<FileOperations> = {
  async files({ server, actor, params, query }) {
    const repo = await requireRepo(server, actor, params.repo, 'read');
    const ref = await resolveRef(server.versions, { repo, ref: params.ref });
    if (query.glob !== undefined) {
      const page = await globEntries(server.versions, {
        repo,
        ref,
        pattern: query.glob,
        after: query.cursor,
        limit: query.limit,
      });
      return {
        items: await entryViews(server, ref, page.items),
        prefixes: [],
        ...(page.next === null ? {} : { next: page.next }),
      };
    }
    const { prefix, delimiter } = query;
    const page = await listEntries(server.versions, {
      repo,
      ref,
      prefix,
      delimiter,
      after: query.cursor,
      limit: query.limit,
    });
    return {
      items: await entryViews(
        server,
        ref,
        page.items.flatMap((item) => (item.type === 'file' ? [item] : [])),
      ),
      prefixes: page.items.flatMap((item) => (item.type === 'prefix' ? [item.prefix] : [])),
      ...(page.next === null ? {} : { next: page.next }),
    };
  },
  async getFile({ server, actor, params, query, headers }) {
    const repo = await requireRepo(server, actor, params.repo, 'read');
    const ref = await resolveRef(server.versions, { repo, ref: params.ref });
    const entry = await getEntry(server.versions, { repo, ref, path: params.path });
    if (entry === null)
      throw new AppError('file.not_found', { repo: repo.name, ref: params.ref, path: params.path });
    if (query.info !== undefined) return Response.json(entryView(params.path, entry));
    const name = params.path.slice(params.path.lastIndexOf('/') + 1);
    return await sendFile(server, {
      entry,
      name,
      headers,
      download: query.download !== undefined,
      immutable: ref.type === 'commit',
    });
  },
  async putFile({ server, actor, params, body, headers }) {
    const source = headers.get('x-lw-copy-source');
    if (source !== null) {
      const [, repo, ref, path] = /^([\w-]+)@([\w-]+):\/?(.*)$/s.exec(source) ?? [];
      if (repo === undefined || ref === undefined || path === undefined)
        throw new AppError('request.invalid', {
          reason: 'x-lw-copy-source is REPO@REF:/PATH, the path percent-encoded',
        });
      return await copyFile(server, actor, {
        from: { repo, ref, path: decodePath(path) },
        to: params,
        precondition: precondition(headers),
        ...ifHead(headers),
      });
    }
    return await putFile(server, actor, {
      ...params,
      branch: params.ref,
      body,
      contentType: headers.get('content-type') ?? undefined,
      precondition: precondition(headers),
      ...ifHead(headers),
    });
  },
  async removeFile({ server, actor, params, query, headers }) {
    await deleteFiles(server, actor, {
      repo: params.repo,
      branch: params.ref,
      path: params.path,
      recursive: query.recursive,
      precondition: precondition(headers),
      ...ifHead(headers),
    });
  },
  async getArchive({ server, actor, params, query }) {
    const repo = await requireRepo(server, actor, params.repo, 'read');
    const ref = await resolveRef(server.versions, { repo, ref: params.ref });
    const body = Readable.toWeb(
      getArchive(server, { repo, ref, prefix: query.prefix }),
    ) as ReadableStream<Uint8Array>;
    const disposition = `attachment; filename="${repo.name}-${params.ref}.tar"`;
    return new Response(body, {
      headers: { 'content-type': 'application/x-tar', 'content-disposition': disposition },
    });
  },
  async putArchive({ server, actor, params, query, body, headers }) {
    const written = await putArchive(server, actor, {
      repo: params.repo,
      branch: params.ref,
      body,
      ...query,
      ...ifHead(headers),
    });
    return {
      files: written.files,
      commit: written.commit === null ? null : await commitView(server, written.commit),
    };
  },
  async diff({ server, actor, params, query }) {
    const repo = await requireRepo(server, actor, params.repo, 'read');
    const [from, to] = await Promise.all([
      query.from === undefined
        ? { commit: null, leftOut: 0 }
        : nameHead(server.versions, { repo, ref: query.from }),
      nameHead(server.versions, { repo, ref: query.to }),
    ]);
    const page = await diff(server.versions, {
      repo,
      from: from.commit,
      to: to.commit,
      prefix: query.prefix,
      after: query.cursor,
      limit: query.limit,
      renames: true,
    });
    return {
      items: page.items.map((item) => ({
        path: item.path,
        change: item.change,
        ...(item.oldPath === undefined ? {} : { from: item.oldPath }),
        before: side(item.from),
        after: side(item.to),
      })),
      ...(page.next === null ? {} : { next: page.next }),
      ...leftOutWarning(from.leftOut + (query.from === query.to ? 0 : to.leftOut)),
    };
  },
};

const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AppError('request.invalid', { reason: `the path ${path} is not percent-encoded UTF-8` });
  }
};

const precondition = (headers: RequestHeaders): Precondition | undefined => {
  const bare = (etag: string) => etag.trim().replace(/^"|"$/g, '');
  const match = headers.get('if-match');
  const none = headers.get('if-none-match');
  if (match !== null) return { type: 'if-match', etag: bare(match) };
  return none === null ? undefined : { type: 'if-none-match', etag: bare(none) };
};
