import { sql } from 'kysely';
import type { ExportTask } from '../../../formats/export-format.ts';
import { imageSize } from '../../../formats/image-size.ts';
import type { Size } from '../../../labels/geometry/point.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Server } from '../../server.ts';
import { readObjectBytes } from '../labels/read-object-text.ts';
import { findMedia, isMediaUri } from '../media/find-media.ts';
import { readOne } from '../../../db/run-sql.ts';
import type { MediaRow, ProjectRow } from '../tables.ts';

/** The first is enough for all but photographs whose camera wrote a preview or a colour profile first. */
const heads = [4 * 1024, 64 * 1024, 1024 * 1024];

/**
 * The size of an image in a repo, read from its first bytes: of those that the task was made of or has shown.
 * undefined for addresses elsewhere (nothing is fetched), and for what is no image that we know.
 */
export const storedImageSize = async (
  server: Server,
  { organisation }: ProjectRow,
  { file, id }: ExportTask,
  address: string,
): Promise<Size | undefined> => {
  const sha256 = await hashOf(server, organisation, { file, id }, address);
  if (sha256 === undefined) return undefined;
  try {
    for (const end of heads) {
      const head = await readObjectBytes(server, sha256, { end });
      const size = imageSize(head);
      if (size !== undefined || head.length < end) return size;
    }
  } catch (error) {
    // bytes that were erased, or that fsck will name
    if (!(error instanceof AppError && error.code === 'object.missing')) throw error;
  }
  return undefined;
};

const hashOf = async (
  server: Server,
  organisation: string,
  { file, id }: Pick<ExportTask, 'file' | 'id'>,
  address: string,
): Promise<string | undefined> => {
  if (!isMediaUri(address)) return undefined;
  const { source } = file;
  const own = source === null || source.row !== undefined ? null : source;
  if (own?.sha256 !== undefined && address === `s3://${own.repo}/${own.path}`) return own.sha256;
  const shown =
    id === undefined
      ? undefined
      : await readOne<MediaRow>(
          server.db,
          sql`SELECT sha256 FROM task_media WHERE task = ${id} AND uri = ${address}`,
        );
  if (shown !== undefined) return shown.sha256;
  return (await findMedia(server, { organisation, source: null, uri: address }))?.sha256;
};
