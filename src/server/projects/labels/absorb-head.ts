import { sql } from 'kysely';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { taskKeyOfPath } from '../../../labels/task-file/task-path.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { diff } from '../../../versions/commands/diff.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import type { CommitId, Entry, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { sqlStatement } from '../run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { absorbMeta } from './absorb-meta.ts';
import { absorbTasks, recountConflicts } from './absorb-tasks.ts';
import { readObjectText } from './read-object-text.ts';
import { readTaskSide } from './read-task-side.ts';
import { problemOf, reportMended, reportUnreadable, type Unreadable } from './unreadable-files.ts';

/** One task's file in base and in the head that somebody else made. */
export type FileSides = {
  readonly key: string;
  readonly path: string;
  readonly base: TaskFile | undefined;
  readonly theirs: TaskFile | undefined;
  /** Why theirs cannot be read: the task stays as it is. */
  readonly problem?: string | undefined;
  /** Base is a file that could not be read. */
  readonly isBaseUnknown?: boolean;
};

const pageSize = 200;

/**
 * Brings what others committed to the label branch into the rows: three-way of base, head and rows for each file
 * that differs between base and head; clashes become conflict rows where ours stands for the time being. Drafts
 * are never touched. Pages are plans of their own and may be repeated; `base` moves last. The cost follows the
 * change. A file that cannot be read is ignored, and listed among the conflicts until it is mended.
 */
export const absorbHead = async (
  server: Server,
  project: ProjectRow,
  repo: Repo,
  head: CommitId | null,
): Promise<void> => {
  const meta = { changed: false };
  const unreadable: Unreadable[] = [];
  const mended: string[] = [];
  if (head !== null) {
    for (let after: string | undefined; ; ) {
      const page = await diff(server.versions, {
        repo,
        from: project.base,
        to: head,
        after,
        limit: pageSize,
        renames: false,
      });
      const sides: FileSides[] = [];
      for (const { path, from, to } of page.items) {
        const key = taskKeyOfPath(path);
        if (key === undefined) {
          meta.changed = true;
          const problem = to && problemOf(path, await textOf(server, to.sha256, path));
          if (problem) unreadable.push({ path, problem });
          else mended.push(path);
        } else sides.push(await readSides(server, { key, path, from, to }));
      }
      await absorbTasks(server, project, head, sides);
      if (page.next === null) break;
      after = page.next;
    }
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

/** A small text file of a commit, or null. */
export const readCommitText = async (
  server: Server,
  repo: Repo,
  ref: CommitId,
  path: string,
): Promise<string | null> => {
  const entry = await getEntry(server.versions, { repo, ref, path });
  return entry === null ? null : readObjectText(server, entry.sha256, path);
};

/** A task's file on both sides of a change. */
export const readSides = async (
  server: Server,
  { key, path, from, to }: { key: string; path: string; from: Entry | null; to: Entry | null },
): Promise<FileSides> => {
  const [base, theirs] = [await readTaskSide(server, from, path), await readTaskSide(server, to, path)];
  return {
    key,
    path,
    base: base.file,
    theirs: theirs.file,
    problem: theirs.problem,
    isBaseUnknown: base.problem !== undefined,
  };
};

const textOf = async (server: Server, sha256: string, path: string): Promise<string> => {
  try {
    return await readObjectText(server, sha256, path);
  } catch (error) {
    if (error instanceof AppError && error.code === 'task_file.invalid') return '';
    throw error;
  }
};
