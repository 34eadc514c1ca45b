import { sql } from 'kysely';
import { parseTaskFile } from '../../../labels/task-file/parse-task-file.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { taskKeyOfPath } from '../../../labels/task-file/task-path.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { diff } from '../../../versions/commands/diff.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import type { CommitId, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { sqlStatement } from '../run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { absorbMeta } from './absorb-meta.ts';
import { absorbTasks } from './absorb-tasks.ts';
import { readObjectText } from './read-object-text.ts';

/** One task's file in base and in the head that somebody else made. */
export type FileSides = {
  readonly key: string;
  readonly path: string;
  readonly base: TaskFile | undefined;
  readonly theirs: TaskFile | undefined;
};

const pageSize = 200;

/**
 * Brings what others committed to the label branch into the rows: three-way of base, head and rows for each file
 * that differs between base and head; clashes become conflict rows where ours stands for the time being. Drafts
 * are never touched. Pages are plans of their own and may be repeated; `base` moves last. The cost follows the
 * change. Files that are no task files are passed over and logged.
 */
export const absorbHead = async (
  server: Server,
  project: ProjectRow,
  repo: Repo,
  head: CommitId | null,
): Promise<void> => {
  const meta = { changed: false };
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
        if (key === undefined) meta.changed = true;
        else
          sides.push({
            key,
            path,
            base: from ? await readTaskFile(server, from.sha256, path) : undefined,
            theirs: to ? await readTaskFile(server, to.sha256, path) : undefined,
          });
      }
      await absorbTasks(server, project, head, sides);
      if (page.next === null) break;
      after = page.next;
    }
  }
  const statements = head !== null && meta.changed ? await absorbMeta(server, project, repo, head) : [];
  await server.db.write([
    ...statements,
    sqlStatement(
      sql`UPDATE project SET base = ${head} WHERE id = ${project.id}
        AND coalesce(base, '') = ${project.base ?? ''}`,
      1,
    ),
  ]);
  server.events.publish({ type: 'project', organisation: project.organisation, project: String(project.id) });
};

/** A file that is none (somebody put it there by S3) counts as absent. */
export const readTaskFile = async (
  server: Server,
  sha256: string,
  path: string,
): Promise<TaskFile | undefined> => {
  try {
    const file = parseTaskFile(await readObjectText(server, sha256, path), path);
    return file.key === taskKeyOfPath(path) ? file : undefined;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'task_file.invalid')) throw error;
    server.log.warn('passed over', { path, error });
    return undefined;
  }
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
