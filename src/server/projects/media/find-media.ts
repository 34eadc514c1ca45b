import { AppError } from '../../../shared/errors/app-error.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { readObject } from '../../../versions/commands/read-object.ts';
import { guessContentType } from '../../repos/guess-content-type.ts';
import type { Server } from '../../server.ts';
import type { MediaRow } from '../tables.ts';

export type Media = Pick<MediaRow, 'uri' | 'sha256' | 'content_type' | 'size'>;

/** The one file that a task is made of. */
export type MediaSource = { readonly repo: string; readonly path: string; readonly sha256: string | null };

const uriForm = /^s3:\/\/(?:([A-Za-z0-9_-]{1,63})\.)?([A-Za-z0-9_-]{1,63})\/(.+)$/s;

export const isMediaUri = (text: string): boolean => uriForm.test(text);

/**
 * The bytes behind `s3://[ref.]repo/path` of a task: of its own source those that it was made of, of others those
 * that are there now. undefined where there are none.
 */
export const findMedia = async (
  server: Server,
  args: { readonly organisation: string; readonly source: MediaSource | null; readonly uri: string },
): Promise<Media | undefined> => {
  const { organisation, source, uri } = args;
  const [, ref, name = '', path = ''] = uriForm.exec(uri) ?? [];
  const isOwn = source?.repo === name && source.path === path;
  const entry = await findEntry(server, organisation, name, ref, path);
  const own = isOwn ? source.sha256 : null;
  if (entry !== null && (own === null || own === entry.sha256))
    return { uri, sha256: entry.sha256, content_type: typeOf(entry.contentType, path), size: entry.size };
  if (own === null) return undefined;
  const size = await sizeOf(server, own);
  return size === undefined ? undefined : { uri, sha256: own, content_type: guessContentType(path), size };
};

const typeOf = (contentType: string, path: string): string =>
  contentType === '' || contentType === 'application/octet-stream' ? guessContentType(path) : contentType;

const findEntry = async (
  server: Server,
  organisation: string,
  name: string,
  ref: string | undefined,
  path: string,
) => {
  try {
    const repo = await getRepo(server.versions, { organisation, name });
    return await getEntry(server.versions, { repo, ref: ref ?? repo.defaultBranch, path });
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return null;
    throw error;
  }
};

/** Of bytes that no branch has any more; read once, then known. */
const sizeOf = async (server: Server, sha256: string): Promise<number | undefined> => {
  try {
    let size = 0;
    for await (const chunk of await readObject(server.versions, { sha256 })) size += chunk.length;
    return size;
  } catch (error) {
    if (error instanceof AppError && error.code === 'object.missing') return undefined;
    throw error;
  }
};
