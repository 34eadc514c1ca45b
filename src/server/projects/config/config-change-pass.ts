import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { mutate } from '../../../db/mutate.ts';
import type { ChangedFile } from '../../../labels/config/change-classes.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readKeys } from '../labels/absorb-tasks.ts';
import { taskFileOf } from '../labels/task-file-rows.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { AnnotationRow, ProjectRow } from '../tables.ts';
import { setTaskFiles } from '../versions/set-task-files.ts';
import { pageByPage } from '../work/page-by-page.ts';

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
  /** Annotations whose `seq` is not above: what came since is `lateChanges`. */
  readonly upTo: number;
  /** Called after each page with its tasks; left out, it only counts. */
  readonly done?: (tasks: number) => void;
};

const batch = 500;
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
  const counts: PassCounts[] = [];
  const { done, upTo } = args;
  const isDue = ({ seq }: AnnotationRow) => seq <= upTo;
  await pageByPage(numbered(labeledKeys(server, args.project.id)), async ({ keys, number }) => {
    counts[number] = await mutate(server.db, async () => {
      const { plan, value } = await changePage(server, actor, args, keys, isDue);
      return { plan: done ? plan : [], value };
    });
    done?.(keys.length);
  });
  return counts.reduce(addPasses, noPass);
};

/** What the pass does not reach, since it came in after the pass began: a plan for right when the config changes. */
export const lateChanges = async (
  server: Server,
  actor: Actor,
  args: ConfigChangePass,
): Promise<{ plan: readonly Statement[]; value: PassCounts }> => {
  const rows = await readSql<{ key: string }>(
    server.db,
    sql`SELECT key FROM task WHERE project = ${args.project.id} AND retired = 0 AND id IN (
      SELECT task FROM annotation WHERE project = ${args.project.id} AND seq > ${args.upTo})`,
  );
  if (rows.length === 0) return { plan: [], value: noPass };
  const keys = rows.map(({ key }) => key);
  return changePage(server, actor, args, keys, ({ seq }) => seq > args.upTo);
};

async function* labeledKeys(server: Server, project: number): AsyncGenerator<readonly string[]> {
  for (let last = 0; ; ) {
    const rows = await readSql<{ id: number; key: string }>(
      server.db,
      sql`SELECT id, key FROM task WHERE project = ${project} AND retired = 0 AND id > ${last}
        AND EXISTS (SELECT 1 FROM annotation WHERE annotation.task = task.id) ORDER BY id LIMIT ${batch}`,
    );
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows.map(({ key }) => key);
    last = end.id;
  }
}

async function* numbered(pages: AsyncIterable<readonly string[]>) {
  let number = 0;
  for await (const keys of pages) yield { keys, number: number++ };
}

const changePage = async (
  server: Server,
  actor: Actor,
  { project, change }: ConfigChangePass,
  keys: readonly string[],
  isDue: (row: AnnotationRow) => boolean,
): Promise<{ plan: readonly Statement[]; value: PassCounts }> => {
  let counts = noPass;
  const files = [];
  for (const known of (await readKeys(server, project.id, keys)).values()) {
    const file = known.live && taskFileOf(known.live, known.annotations);
    if (file === undefined) continue;
    const due = new Set(known.annotations.filter(isDue).map(({ uid }) => uid));
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
  const plan = files.length === 0 ? [] : await setTaskFiles(server, actor, project, files);
  return { plan, value: counts };
};
