import type { Statement } from '../../../db/database.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { type Labeled, replaceClasses } from '../classes/class-rows.ts';
import { asSeen, holdBase } from '../labels/absorb-tasks.ts';
import { applyTaskFile, type KeyRows } from '../labels/apply-task-file.ts';
import type { ProjectRow } from '../tables.ts';
import { changeTasks } from '../tasks/change-tasks.ts';

/**
 * A plan after which the rows of some keys say what these files say, as pending changes by the actor; undefined: no
 * annotations. Misses when one of their tasks changed in between.
 */
export const setTaskFiles = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  files: readonly { readonly known: KeyRows; readonly file: TaskFile | undefined }[],
): Promise<readonly Statement[]> => {
  const now = server.clock();
  const statements: Statement[] = [];
  const relabeled: Labeled[] = [];
  const tasks: number[] = [];
  for (const { known, file } of files) {
    const rows = [known.live, ...known.retired].filter((row) => row !== undefined);
    const applied = await applyTaskFile(server, project, known, file, undefined, now);
    // base's file of the key is held by whichever task of it is live
    const isInBase = rows.some((row) => row.in_base === 1);
    statements.push(...applied.statements, ...holdBase(known, applied, isInBase));
    relabeled.push(...applied.relabeled);
    tasks.push(...applied.tasks);
  }
  const authors = [{ author: '', by: actor.account, name: actor.name }];
  let plan: readonly Statement[] = [...statements, ...replaceClasses(...relabeled)];
  // one inside the other: all sums are taken off before any row changes
  for (let at = 0; at < tasks.length; at += 500)
    plan = changeTasks(
      { project: project.id, tasks: tasks.slice(at, at + 500), effect: 'labels', authors, now },
      plan,
    );
  return [...asSeen(files.map(({ known }) => known)), ...plan];
};
