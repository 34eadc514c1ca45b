import { sql } from 'kysely';
import type { Json, JsonObject } from '../../../labels/json.ts';
import type { TaskView } from '../../../shared/contract/project-tasks.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { readObject } from '../../../versions/commands/read-object.ts';
import { guessContentType } from '../../repos/guess-content-type.ts';
import type { Server } from '../../server.ts';
import { readSql, sqlStatement } from '../run-sql.ts';
import type { MediaRow, ProjectRow, TaskRow } from '../tables.ts';

type Media = Pick<MediaRow, 'uri' | 'sha256' | 'content_type' | 'size'>;

/**
 * A task's data with each `s3://[ref.]repo/path` as a URL that serves the bytes by their hash: of the task's own
 * source the bytes it was made of, of others those that were there when it was first opened. What is not found
 * stays as it is.
 */
export const resolveMedia = async (
  server: Server,
  project: ProjectRow,
  task: TaskRow,
): Promise<TaskView['resolved']> => {
  const data = JSON.parse(task.data) as JsonObject;
  const uris = [...urisIn(data)];
  if (uris.length === 0) return data as TaskView['resolved'];
  const rows = await readSql<MediaRow>(server.db, sql`SELECT * FROM task_media WHERE task = ${task.id}`);
  const media = new Map<string, Media>(rows.map((row) => [row.uri, row]));
  for (const uri of uris) {
    if (media.has(uri)) continue;
    const found = await findMedia(server, project, task, uri);
    if (found === undefined) continue;
    media.set(uri, found);
    await server.db.write([
      sqlStatement(sql`INSERT INTO task_media (project, task, uri, sha256, content_type, size)
        VALUES (${project.id}, ${task.id}, ${uri}, ${found.sha256}, ${found.content_type}, ${found.size})
        ON CONFLICT (task, uri) DO NOTHING`),
    ]);
  }
  return replaceTexts(data, (text) => {
    const found = media.get(text);
    if (found === undefined) return text;
    const name = encodeURIComponent(text.slice(text.lastIndexOf('/') + 1) || 'file');
    return `/api/lw/projects/${project.id}/media/${found.sha256}/${name}`;
  }) as TaskView['resolved'];
};

const uriForm = /^s3:\/\/(?:([A-Za-z0-9_-]{1,63})\.)?([A-Za-z0-9_-]{1,63})\/(.+)$/s;

const urisIn = (value: Json, found = new Set<string>()): Set<string> => {
  if (typeof value === 'string') {
    if (uriForm.test(value)) found.add(value);
  } else if (value !== null && typeof value === 'object')
    for (const inner of Object.values(value)) urisIn(inner, found);
  return found;
};

const replaceTexts = (value: Json, replace: (text: string) => string): Json => {
  if (typeof value === 'string') return replace(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((inner: Json) => replaceTexts(inner, replace));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, replaceTexts(inner as Json, replace)]),
  );
};

const findMedia = async (
  server: Server,
  project: ProjectRow,
  task: TaskRow,
  uri: string,
): Promise<Media | undefined> => {
  const [, ref, name = '', path = ''] = uriForm.exec(uri) ?? [];
  const isOwn = task.source_row === null && task.source_repo === name && task.source_path === path;
  const entry = await findEntry(server, project.organisation, name, ref, path);
  const own = isOwn ? task.source_sha256 : null;
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
