import { sql } from 'kysely';
import type { Json } from '../../../labels/json.ts';
import { diffTaskFiles } from '../../../labels/merge/diff-task-files.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { taskKeyOfPath, taskPath } from '../../../labels/task-file/task-path.ts';
import type { LabelChange } from '../../../shared/contract/project-labels.ts';
import { diff } from '../../../versions/commands/diff.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { Entry } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { resolveMedia } from '../media/resolve-media.ts';
import { requireProject } from '../require-project.ts';
import { readSql } from '../run-sql.ts';
import type { ProjectRow, TaskRow } from '../tables.ts';
import { requireTask } from '../tasks/task-rows.ts';
import { readTaskFile } from './read-task-side.ts';
import { seenBy } from './seen-annotations.ts';

/**
 * What changed between two label commits, by task and region, or in one task. Annotators see what is their own, so a
 * page may hold less than asked for. The cost follows the page.
 */
export const labelDiff = async (
  server: Server,
  actor: Actor,
  args: {
    id: string | number;
    from?: string | undefined;
    to: string;
    task?: string | number | undefined;
    cursor?: string;
    limit: number;
  },
): Promise<{ items: LabelChange[]; next?: string }> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const repo = await getRepo(server.versions, {
    organisation: project.organisation,
    name: project.target_repo,
  });
  const page = await diff(server.versions, {
    repo,
    from: args.from ?? null,
    to: args.to,
    prefix:
      args.task === undefined ? 'tasks/' : taskPath((await requireTask(server, project.id, args.task)).key),
    after: args.cursor,
    limit: args.limit,
    renames: false,
  });
  const keyed = page.items.flatMap((item) => {
    const key = taskKeyOfPath(item.path);
    return key === undefined ? [] : [{ ...item, key }];
  });
  const tasks = await tasksByKey(
    server,
    project.id,
    keyed.map(({ key }) => key),
  );
  const seen = seenBy(actor, project.role);
  const items = await Promise.all(
    keyed.map(async ({ key, path, from, to }): Promise<LabelChange> => {
      const read = async (entry: Entry | null) =>
        entry ? seen(await readTaskFile(server, entry.sha256, path)) : undefined;
      const [before, after] = [await read(from), await read(to)];
      const own = tasks.get(key) ?? [];
      return {
        key,
        path,
        taskId: own[0] ? String(own[0].id) : null,
        change: before === undefined ? 'added' : after === undefined ? 'removed' : 'modified',
        before: asJson(before),
        after: asJson(after),
        resolved: await showData(server, project, own, after ?? before),
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
  const shown = seen.all ? items : items.filter(({ regions }) => regions.length > 0);
  return page.next === null ? { items: shown } : { items: shown, next: page.next };
};

type Shown = LabelChange['before'];
const asJson = (value: Json | undefined): Shown => (value === undefined ? null : (value as Shown));

/** All tasks of each key, live before retired, the newest first. */
const tasksByKey = async (
  server: Server,
  project: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly TaskRow[]>> => {
  if (keys.length === 0) return new Map();
  const rows = await readSql<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE project = ${project} AND key IN (${sql.join(keys)}) ORDER BY retired, id DESC`,
  );
  return new Map(keys.map((key) => [key, rows.filter((row) => row.key === key)]));
};

/** The item as it was labeled there: media by the task that was made of the same bytes. */
const showData = async (
  server: Server,
  project: ProjectRow,
  tasks: readonly TaskRow[],
  file: TaskFile | undefined,
): Promise<LabelChange['resolved']> => {
  const sha256 = file?.source?.sha256;
  const task = tasks.find((row) => row.source_sha256 === (sha256 ?? null)) ?? tasks[0];
  if (file === undefined || task === undefined) return (file?.data ?? {}) as LabelChange['resolved'];
  return resolveMedia(server, project, { ...task, data: JSON.stringify(file.data) });
};
