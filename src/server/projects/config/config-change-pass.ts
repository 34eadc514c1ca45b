import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import type { ChangedFile } from '../../../labels/config/change-classes.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readKeys } from '../labels/absorb-tasks.ts';
import { taskFileOf } from '../labels/task-file-rows.ts';
import { readSql } from '../run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { setTaskFiles } from '../versions/set-task-files.ts';

export type Unfit = {
  readonly taskId: string;
  readonly annotation: string;
  readonly identity: string;
  readonly reason: string;
  /** It did not fit the old config either. */
  readonly wasUnfit: boolean;
};

export type PassCounts = {
  readonly tasks: number;
  readonly results: number;
  readonly unfit: number;
  /** The first of them. */
  readonly items: readonly Unfit[];
};

export type ConfigChangePass = {
  readonly project: ProjectRow;
  readonly change: (file: TaskFile) => ChangedFile;
  /** Annotations whose `seq` is above `after` and not above `upTo`: what came since is another pass's. */
  readonly after: number;
  readonly upTo: number;
  readonly dryRun: boolean;
};

const batch = 200;
const mostListed = 500;
export const noPass: PassCounts = { tasks: 0, results: 0, unfit: 0, items: [] };

export const addPasses = (a: PassCounts, b: PassCounts): PassCounts => ({
  tasks: a.tasks + b.tasks,
  results: a.results + b.results,
  unfit: a.unfit + b.unfit,
  items: [...a.items, ...b.items].slice(0, mostListed),
});

/** Takes the labels of all live tasks to a new config, page by page, as pending changes; or only counts. */
export const configChangePass = async (
  server: Server,
  actor: Actor,
  args: ConfigChangePass,
): Promise<PassCounts> => {
  let counts = noPass;
  for (let last = 0; ; ) {
    const rows = await readSql<{ id: number; key: string }>(
      server.db,
      sql`SELECT id, key FROM task WHERE project = ${args.project.id} AND retired = 0 AND id > ${last}
        AND EXISTS (SELECT 1 FROM annotation WHERE annotation.task = task.id AND seq > ${args.after})
        ORDER BY id LIMIT ${batch}`,
    );
    const end = rows.at(-1);
    if (end === undefined) return counts;
    const keys = rows.map(({ key }) => key);
    counts = addPasses(counts, await changePage(server, actor, args, keys));
    last = end.id;
  }
};

const changePage = (
  server: Server,
  actor: Actor,
  { project, change, after, upTo, dryRun }: ConfigChangePass,
  keys: readonly string[],
): Promise<PassCounts> =>
  mutate(server.db, async () => {
    let counts = noPass;
    const files = [];
    for (const known of (await readKeys(server, project.id, keys)).values()) {
      const file = known.live && taskFileOf(known.live, known.annotations);
      if (file === undefined) continue;
      const due = new Set(
        known.annotations.flatMap(({ uid, seq }) => (seq > after && seq <= upTo ? [uid] : [])),
      );
      const changed = change({ ...file, annotations: file.annotations.filter(({ uid }) => due.has(uid)) });
      const taskId = String(known.live?.id);
      const items = changed.unfit.map(({ annotation, identity, problem, wasUnfit }) => ({
        taskId,
        annotation,
        identity,
        reason: problem.reason,
        wasUnfit,
      }));
      const { changed: results } = changed;
      const one = { tasks: results > 0 ? 1 : 0, results, unfit: items.length, items };
      counts = addPasses(counts, one);
      if (results === 0) continue;
      const now = new Map(changed.file.annotations.map((each) => [each.uid, each]));
      const annotations = file.annotations.map((each) => now.get(each.uid) ?? each);
      files.push({ known, file: { ...file, annotations } as TaskFile });
    }
    const plan = dryRun || files.length === 0 ? [] : await setTaskFiles(server, actor, project, files);
    return { plan, value: counts };
  });
