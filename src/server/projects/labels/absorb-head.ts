import { sql } from 'kysely';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { CommitId, Entry, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { pageByPage } from '../work/page-by-page.ts';
import { absorbMeta } from './absorb-meta.ts';
import { absorbTasks, recountConflicts } from './absorb-tasks.ts';
import type { KeyRows } from './apply-task-file.ts';
import { type ChangedEntry, changedEntries } from './changed-entries.ts';
import { readObjectText } from './read-object-text.ts';
import { readSides } from './read-sides.ts';
import { problemOf, reportMended, reportUnreadable, type Unreadable } from './unreadable-files.ts';

/**
 * Brings what others committed to the label branch into the rows: three-way of base, head and rows for each file
 * that differs between base and head; clashes become conflict rows where ours stands for the time being. Drafts
 * are never touched. Pages are plans of their own and may be repeated; `base` moves last. Of tasks with nothing
 * pending only theirs is read. The cost follows the change. A file that cannot be read is ignored, and listed among the conflicts until it is mended.
 */
export const absorbHead = async (
  server: Server,
  project: ProjectRow,
  repo: Repo,
  head: CommitId | null,
  done?: (tasks: number) => void,
): Promise<void> => {
  const meta = { changed: false };
  const unreadable: Unreadable[] = [];
  const mended: string[] = [];
  if (head !== null) {
    const states = { base: project.base, theirs: head };
    await pageByPage(changedEntries(server, repo, states), async ({ tasks, others }) => {
      for (const { path, to } of others) {
        meta.changed = true;
        const problem = to && problemOf(path, await textOf(server, to.sha256, path));
        if (problem) unreadable.push({ path, problem });
        else mended.push(path);
      }
      const keys = tasks.map(({ key }) => key);
      // while a file waits to be mended, base is looked at
      const isBaseHere = (rows: ReadonlyMap<string, KeyRows>) =>
        project.conflicts > 0 ? undefined : ({ key, from }: ChangedEntry) => isInRows(rows.get(key), from);
      await absorbTasks(server, project, head, keys, (rows) => readSides(server, tasks, isBaseHere(rows)));
      done?.(tasks.length);
    });
  }
  const now = server.clock();
  const statements = head !== null && meta.changed ? await absorbMeta(server, project, repo, head) : [];
  await server.db.write([
    ...statements,
    ...unreadable.map((each) => reportUnreadable(project.id, head ?? '', each, now)),
    ...reportMended(project.id, mended, now),
    ...(unreadable.length + mended.length > 0 ? [recountConflicts(project.id)] : []),
    sqlStatement(
      sql`UPDATE project SET base = ${head} WHERE id = ${project.id}
        AND coalesce(base, '') = ${project.base ?? ''}`,
      1,
    ),
  ]);
  server.events.publish({ type: 'project', organisation: project.organisation, project: String(project.id) });
};

/** Whether a task's rows say what base has: nothing of them waits for a commit. */
const isInRows = (rows: KeyRows | undefined, from: Entry | null): boolean =>
  rows?.live?.pending === 0 &&
  rows.retired.every(({ pending }) => pending === 0) &&
  (rows.live.in_base === 1) === (from !== null);

const textOf = async (server: Server, sha256: string, path: string): Promise<string> => {
  try {
    return await readObjectText(server, sha256, path);
  } catch (error) {
    if (error instanceof AppError && error.code === 'task_file.invalid') return '';
    throw error;
  }
};
