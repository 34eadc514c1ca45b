import { sql } from 'kysely';
import { taskPath } from '../../../labels/task-file/task-path.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { Server } from '../../server.ts';
import { absorbTasks, recountConflicts } from '../labels/absorb-tasks.ts';
import { readFileAt } from '../labels/read-file-at.ts';
import type { FileSides } from '../labels/read-sides.ts';
import { rereadProject } from '../require-project.ts';
import { readOne, readSql, sqlStatement } from '../../../db/run-sql.ts';
import { commitWork, dropWork, type Work, type WorkCommit, type WorkRow } from './label-work.ts';
import { redo } from './redo.ts';

const batch = 200;

/** Brings what was left half done to its end: forward to its commit where all rows were changed, else back. */
export const finishWork = async (server: Server, project: number): Promise<void> => {
  const row = await readOne<WorkRow>(server.db, sql`SELECT * FROM label_work WHERE project = ${project}`);
  if (row === undefined) return;
  if (row.commit === null) await goBack(server, row);
  else await commitWork(server, project, JSON.parse(row.commit) as WorkCommit);
};

/**
 * Takes back what the work did to each task that differs from `before`, three-way: from what it had made of the task
 * to what the task was. So what somebody changed meanwhile stays, and a task that it had not reached stays as it is.
 */
const goBack = async (server: Server, row: WorkRow): Promise<void> => {
  const project = await rereadProject(server, row.project);
  const { organisation, target_repo: name } = project;
  const repo = await getRepo(server.versions, { organisation, name });
  const made = redo(server, { project, repo, work: JSON.parse(row.work) as Work });
  for (let last = 0; ; ) {
    const tasks = await readSql<{ id: number; key: string }>(
      server.db,
      sql`SELECT id, key FROM task WHERE project = ${project.id} AND pending > 0 AND id > ${last}
        ORDER BY id LIMIT ${batch}`,
    );
    const end = tasks.at(-1);
    if (end === undefined) break;
    const sides: FileSides[] = [];
    for (const key of new Set(tasks.map((task) => task.key))) {
      const path = taskPath(key);
      const before = await readFileAt(server, repo, row.before, path);
      sides.push({ key, path, base: await made(path, before), theirs: before });
    }
    const keys = sides.map(({ key }) => key);
    await absorbTasks(server, project, row.before ?? '', keys, async () => sides);
    last = end.id;
  }
  await server.db.write([
    sqlStatement(
      sql`DELETE FROM label_conflict WHERE project = ${project.id} AND created_at >= ${row.at}
        AND resolved_at IS NULL AND kind <> 'source'`,
    ),
    recountConflicts(project.id),
    dropWork(project.id),
  ]);
};
