import { sql } from 'kysely';
import type { Json } from '../../../labels/json.ts';
import { diffTaskFiles } from '../../../labels/merge/diff-task-files.ts';
import { parseTaskFile } from '../../../labels/task-file/parse-task-file.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { taskKeyOfPath } from '../../../labels/task-file/task-path.ts';
import type { LabelChange } from '../../../shared/contract/project-labels.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { diff } from '../../../versions/commands/diff.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { readSql } from '../run-sql.ts';
import { readObjectText } from './read-object-text.ts';

/** What changed between two label commits, by task and region; the cost follows the page. */
export const labelDiff = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; from: string; to: string; cursor?: string; limit: number },
): Promise<{ items: LabelChange[]; next?: string }> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const repo = await getRepo(server.versions, {
    organisation: project.organisation,
    name: project.target_repo,
  });
  const page = await diff(server.versions, {
    repo,
    from: args.from,
    to: args.to,
    prefix: 'tasks/',
    after: args.cursor,
    limit: args.limit,
    renames: false,
  });
  const keyed = page.items.flatMap((item) => {
    const key = taskKeyOfPath(item.path);
    return key === undefined ? [] : [{ ...item, key }];
  });
  const ids = await taskIds(
    server,
    project.id,
    keyed.map(({ key }) => key),
  );
  const items = await Promise.all(
    keyed.map(async ({ key, path, change, from, to }): Promise<LabelChange> => {
      const before = from ? await readFile(server, from.sha256, path) : undefined;
      const after = to ? await readFile(server, to.sha256, path) : undefined;
      const id = ids.get(key);
      return {
        key,
        path,
        taskId: id === undefined ? null : String(id),
        change: change === 'renamed' ? 'modified' : change,
        before: asJson(before),
        after: asJson(after),
        regions: diffTaskFiles(before, after)
          .filter(({ annotation }) => annotation !== null)
          .map((region) => ({
            annotation: region.annotation ?? '',
            identity: region.identity ?? '',
            change: region.change,
            before: asJson(region.before),
            after: asJson(region.after),
            fields: [...region.fields],
          })),
      };
    }),
  );
  return page.next === null ? { items } : { items, next: page.next };
};

type Shown = LabelChange['before'];
const asJson = (value: Json | undefined): Shown => (value === undefined ? null : (value as Shown));

const readFile = async (server: Server, sha256: string, path: string): Promise<TaskFile | undefined> => {
  try {
    return parseTaskFile(await readObjectText(server, sha256, path), path);
  } catch (error) {
    if (error instanceof AppError && error.code === 'task_file.invalid') return undefined;
    throw error;
  }
};

/** The newest task of each key, live before retired. */
const taskIds = async (
  server: Server,
  project: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (keys.length === 0) return new Map();
  const rows = await readSql<{ key: string; id: number }>(
    server.db,
    sql`SELECT key, id FROM task WHERE project = ${project} AND key IN (${sql.join(keys)})
      ORDER BY retired DESC, id`,
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
};
