import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { parseConfig } from '../../../labels/config/parse-config.ts';
import { isJsonObject, type Json } from '../../../labels/json.ts';
import { taskKeyOfPath } from '../../../labels/task-file/task-path.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { hashText } from '../hash-text.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { configPath, projectJsonPath } from './project-files.ts';

export type Unreadable = { readonly path: string; readonly problem: string };

/** A file of the label branch that is ignored until it is mended: an item of the conflicts, one for each path. */
export const reportUnreadable = (
  project: number,
  head: string,
  { path, problem }: Unreadable,
  now: number,
): Statement => {
  const key = taskKeyOfPath(path) ?? path;
  const detail = JSON.stringify({
    key,
    annotation: null,
    identity: null,
    kind: 'file',
    field: path,
    theirs: problem,
  });
  return sqlStatement(sql`INSERT INTO label_conflict (id, project, key, annotation, identity, kind, detail, head,
    created_at) VALUES (${idOf(project, path)}, ${project}, ${key}, '', '', 'file', ${detail}, ${head}, ${now})
    ON CONFLICT (id) DO UPDATE SET detail = excluded.detail, head = excluded.head,
      created_at = excluded.created_at, resolved_at = NULL, resolution = NULL, settlement = NULL`);
};

/** These paths can be read now, or are gone. */
export const reportMended = (project: number, paths: readonly string[], now: number): readonly Statement[] =>
  paths.length === 0
    ? []
    : [
        sqlStatement(sql`UPDATE label_conflict SET resolved_at = ${now}, resolution = 'mended'
          WHERE resolved_at IS NULL AND id IN (${sql.join(paths.map((path) => idOf(project, path)))})`),
      ];

const idOf = (project: number, path: string): string => hashText(`file/${project}/${path}`).slice(0, 32);

/** Why a file beside the tasks cannot be taken; undefined where it can, or is no matter of ours. */
export const problemOf = (path: string, text: string): string | undefined => {
  if (path === configPath) return refusalOf(() => parseConfig(text));
  if (path === projectJsonPath)
    return refusalOf(() => {
      if (!isJsonObject(JSON.parse(text) as Json)) throw new SyntaxError('it is not a JSON object');
    });
  if (path.startsWith('tasks/')) return 'a task’s file is tasks/<first 2 of key>/<key>.json';
  return undefined;
};

const refusalOf = (read: () => unknown): string | undefined => {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    if (error instanceof AppError) return String(error.data['reason'] ?? error.message);
    throw error;
  }
};
