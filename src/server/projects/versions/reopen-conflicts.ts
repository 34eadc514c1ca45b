import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { mutate } from '../../../db/mutate.ts';
import { applyResolution } from '../../../labels/merge/apply-resolution.ts';
import { mergeTaskFiles } from '../../../labels/merge/merge-task-files.ts';
import { parseTaskFile } from '../../../labels/task-file/parse-task-file.ts';
import { taskPath } from '../../../labels/task-file/task-path.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readKeys, recountConflicts } from '../labels/absorb-tasks.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { taskFileOf } from '../labels/task-file-rows.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { ConflictRow, ProjectRow } from '../tables.ts';
import type { Undoer } from '../undo/undoer.ts';
import { setTaskFiles } from './set-task-files.ts';
import { theirsOf } from './resolve-conflicts.ts';

const batch = 100;

type SettledTask = { readonly key: string; readonly before: string | null };

/**
 * Undoes a settlement: the tasks get their labels of before, and the conflicts are open again. A kill in between
 * leaves the rest to the next try.
 */
export const reopenConflicts: Undoer = async (server, actor, { project, act }) => {
  const settled = await conflictsOf(server, project.id, act.id);
  const keys = [...new Set(settled.map(({ key }) => key))].sort();
  let changed = 0;
  for (let at = 0; at < keys.length; at += batch)
    changed += await reopen(server, actor, project, act.id, keys.slice(at, at + batch));
  await afterLabelChange(server, actor, project, null);
  return { tasks: keys.length, changed };
};

const conflictsOf = (server: Server, project: number, settlement: string): Promise<ConflictRow[]> =>
  readSql<ConflictRow>(
    server.db,
    sql`SELECT * FROM label_conflict WHERE project = ${project} AND settlement = ${settlement} ORDER BY id`,
  );

const reopen = (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  settlement: string,
  keys: readonly string[],
): Promise<number> =>
  mutate(server.db, async () => {
    const rows = (await conflictsOf(server, project.id, settlement)).filter(({ key }) => keys.includes(key));
    const tasks = await readSql<SettledTask>(
      server.db,
      sql`SELECT key, before FROM settled_task WHERE settlement = ${settlement} AND project = ${project.id}
        AND key IN (${sql.join(keys)})`,
    );
    const known = await readKeys(server, project.id, keys);
    let changed = 0;
    const files = tasks.map(({ key, before }) => {
      const of = known.get(key) ?? { live: undefined, retired: [], annotations: [] };
      const file = before === null ? undefined : parseTaskFile(before, taskPath(key));
      const taken = applyResolution(file, theirsOf(rows.filter((row) => row.key === key))).file;
      // rows have no file without annotations
      const base = taken?.annotations.length === 0 ? undefined : taken;
      const ours = of.live && taskFileOf(of.live, of.annotations);
      const merged = mergeTaskFiles({ base, ours, theirs: file });
      if (merged.conflicts.length > 0) changed += 1;
      return { known: of, file: merged.file };
    });
    const plan: Statement[] = [
      ...(await setTaskFiles(server, actor, project, files)),
      sqlStatement(
        sql`UPDATE label_conflict SET resolved_at = NULL, resolution = NULL, settlement = NULL
          WHERE project = ${project.id} AND settlement = ${settlement} AND key IN (${sql.join(keys)})`,
        rows.length,
      ),
      sqlStatement(sql`DELETE FROM settled_task WHERE settlement = ${settlement} AND project = ${project.id}
        AND key IN (${sql.join(keys)})`),
      recountConflicts(project.id),
    ];
    return { plan, value: changed };
  });
