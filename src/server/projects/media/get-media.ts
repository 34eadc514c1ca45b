import { sql } from 'kysely';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { sendFile } from '../../repos/send-file.ts';
import type { RequestHeaders } from '../../http/request-headers.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { readOne } from '../../../db/run-sql.ts';
import type { MediaRow } from '../tables.ts';

/** Bytes that a task of this project shows; file.not_found for a hash that none does. */
export const getMedia = async (
  server: Server,
  actor: Actor,
  args: { id: string; sha256: string; name: string; headers: RequestHeaders },
): Promise<Response> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const row = await readOne<MediaRow>(
    server.db,
    sql`SELECT * FROM task_media WHERE project = ${project.id} AND sha256 = ${args.sha256} LIMIT 1`,
  );
  if (row === undefined)
    throw new AppError('file.not_found', {
      repo: project.title,
      ref: args.sha256.slice(0, 12),
      path: args.name,
    });
  const entry = {
    sha256: row.sha256,
    size: row.size,
    contentType: row.content_type,
    etag: row.sha256,
    modified: project.created_at,
    metadata: {},
  };
  return sendFile(server, { entry, name: args.name, headers: args.headers, immutable: true });
};
