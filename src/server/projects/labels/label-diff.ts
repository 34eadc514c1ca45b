import { sql } from 'kysely';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { taskKeyOfPath, taskPath } from '../../../labels/task-file/task-path.ts';
import type { LabelChange } from '../../../shared/contract/project-labels.ts';
import { diff } from '../../../versions/commands/diff.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { DiffItem, Entry } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { resolveMedia } from '../media/resolve-media.ts';
import { peopleByUid } from '../people.ts';
import { requireProject } from '../require-project.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { ProjectRow, TaskRow } from '../tables.ts';
import { requireTask } from '../tasks/task-rows.ts';
import { readTaskFile } from './read-task-side.ts';
import { type Seen, seenBy } from './seen-annotations.ts';
import { type Sought, taskChange } from './task-change.ts';

/** So many files are looked through for one page: of a large diff with little in it that is looked for. */
const looked = 2000;

/**
 * What changed between two label commits, by task, annotation and region, or in one task. Annotators see what is
 * their own, and filters leave out the rest, so a page may hold less than asked for. The cost follows the page.
 */
export const labelDiff = async (
  server: Server,
  actor: Actor,
  args: Sought & {
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
  const prefix =
    args.task === undefined ? 'tasks/' : taskPath((await requireTask(server, project.id, args.task)).key);
  const { kind, class: name, author } = args;
  const show = { server, project, seen: seenBy(actor, project.role), sought: { kind, class: name, author } };
  const items: LabelChange[] = [];
  for (let after = args.cursor, read = 0; ; ) {
    const page = await diff(server.versions, {
      repo,
      from: args.from ?? null,
      to: args.to,
      prefix,
      after,
      limit: args.limit - items.length,
      renames: false,
    });
    items.push(...(await changesOf(show, page.items)));
    read += page.items.length;
    if (page.next === null) return { items };
    if (items.length >= args.limit || read >= looked) return { items, next: page.next };
    after = page.next;
  }
};

type Show = {
  readonly server: Server;
  readonly project: ProjectRow;
  readonly seen: Seen;
  readonly sought: Sought;
};

const changesOf = async (
  { server, project, seen, sought }: Show,
  files: readonly DiffItem[],
): Promise<LabelChange[]> => {
  const read = async (entry: Entry | null, path: string) =>
    entry ? seen(await readTaskFile(server, entry.sha256, path)) : undefined;
  const changes = await Promise.all(
    files.map(async ({ path, from, to }) => {
      const key = taskKeyOfPath(path);
      if (key === undefined) return [];
      const [before, after] = [await read(from, path), await read(to, path)];
      const change = taskChange(before, after, sought);
      if (change === null || (!seen.all && change.annotations.length === 0)) return [];
      return [{ ...change, key, path, file: after ?? before }];
    }),
  );
  const shown = changes.flat();
  const tasks = await tasksByKey(
    server,
    project.id,
    shown.map(({ key }) => key),
  );
  const person = await peopleByUid(
    server,
    shown.flatMap(({ annotations }) => annotations.map(({ author }) => author)),
  );
  return Promise.all(
    shown.map(async ({ file, ...change }) => {
      const own = tasks.get(change.key) ?? [];
      return {
        ...change,
        taskId: own[0] ? String(own[0].id) : null,
        resolved: await showData(server, project, own, file),
        annotations: change.annotations.map(({ author, ...annotation }) => {
          const { id, name } = person(author);
          return { ...annotation, author: { id, name } };
        }),
      };
    }),
  );
};

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
