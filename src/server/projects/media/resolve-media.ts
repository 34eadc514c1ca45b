import { sql } from 'kysely';
import type { Json, JsonObject } from '../../../labels/json.ts';
import type { TaskView } from '../../../shared/contract/project-tasks.ts';
import type { Server } from '../../server.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { MediaRow, ProjectRow, TaskRow } from '../tables.ts';
import { findMedia, isMediaUri, type Media, type MediaSource } from './find-media.ts';

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
    const found = await findMedia(server, { organisation: project.organisation, source: ownFile(task), uri });
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

/** The file that the task is; a row of a file of many is none. */
const ownFile = ({ source_row, source_repo, source_path, source_sha256 }: TaskRow): MediaSource | null =>
  source_row === null && source_repo !== null && source_path !== null
    ? { repo: source_repo, path: source_path, sha256: source_sha256 }
    : null;

const urisIn = (value: Json, found = new Set<string>()): Set<string> => {
  if (typeof value === 'string') {
    if (isMediaUri(value)) found.add(value);
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
