import { sql } from 'kysely';
import type { ExportTask } from '../../../formats/export-format.ts';
import type { JsonObject } from '../../../labels/json.ts';
import { parseTaskFile } from '../../../labels/task-file/parse-task-file.ts';
import { taskKeyOfPath } from '../../../labels/task-file/task-path.ts';
import { walkEntries } from '../../../versions/commands/walk-entries.ts';
import type { Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { inPresentConfig } from '../config/config-versions.ts';
import { readObjectText } from '../labels/read-object-text.ts';
import { taskFileWith } from '../labels/task-file-rows.ts';
import { byTask } from '../rows/task-children.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { AnnotationRow, PredictionRow, ProjectRow, TaskRow } from '../tables.ts';

const pageSize = 200;

/** Live tasks by id, page by page. */
export async function* tasksOfNow(
  server: Server,
  project: Pick<ProjectRow, 'id'>,
  { all = false, ids: wanted }: { readonly all?: boolean; readonly ids?: readonly number[] },
): AsyncIterable<ExportTask> {
  const sorted = wanted && [...new Set(wanted)].sort((one, other) => one - other);
  for (let after = 0; ; ) {
    const some = sorted?.filter((id) => id > after).slice(0, pageSize);
    if (some?.length === 0) return;
    const tasks = await readSql<TaskRow>(
      server.db,
      sql`SELECT * FROM task WHERE project = ${project.id} AND retired = 0 AND id > ${after}
        ${all ? sql`` : sql`AND annotations + skips > 0`}
        ${some === undefined ? sql`` : sql`AND id IN (${sql.join(some)})`} ORDER BY id LIMIT ${pageSize}`,
    );
    if (tasks.length === 0 && some === undefined) return;
    const ids = sql.join([0, ...tasks.map(({ id }) => id)]);
    const [annotations, predictions] = await Promise.all([
      readSql<AnnotationRow>(server.db, sql`SELECT * FROM annotation WHERE task IN (${ids}) ORDER BY id`),
      readSql<PredictionRow>(server.db, sql`SELECT * FROM prediction WHERE task IN (${ids}) ORDER BY id`),
    ]);
    const annotationsOf = byTask(annotations);
    const predictionsOf = byTask(await inPresentConfig(server, predictions));
    for (const task of tasks) {
      const own = annotationsOf.get(task.id) ?? [];
      yield {
        file: taskFileWith(task, own),
        id: task.id,
        annotationIds: new Map(own.map(({ uid, id }) => [uid, id])),
        predictions: (predictionsOf.get(task.id) ?? []).map(predictionView),
      };
    }
    after = (some ?? tasks.map(({ id }) => id)).at(-1) ?? after;
  }
}

const predictionView = (row: PredictionRow): JsonObject => ({
  id: row.id,
  result: JSON.parse(row.result),
  score: row.score,
  model_version: row.model_version,
  created_at: new Date(row.created_at).toISOString(),
  task: row.task,
});

/** The task files of a commit, with Label Studio's integers where the key is known here. */
export async function* tasksOfCommit(
  server: Server,
  project: Pick<ProjectRow, 'id'>,
  { repo, commit }: { readonly repo: Repo; readonly commit: string },
): AsyncIterable<ExportTask> {
  let page: ExportTask['file'][] = [];
  for await (const { path, entry } of walkEntries(server.versions, { repo, ref: commit, prefix: 'tasks/' })) {
    if (taskKeyOfPath(path) === undefined) continue;
    page.push(parseTaskFile(await readObjectText(server, entry.sha256, path), path));
    if (page.length < pageSize) continue;
    yield* numbered(server, project, page);
    page = [];
  }
  yield* numbered(server, project, page);
}

async function* numbered(
  server: Server,
  project: Pick<ProjectRow, 'id'>,
  files: readonly ExportTask['file'][],
): AsyncIterable<ExportTask> {
  if (files.length === 0) return;
  const keys = sql.join(files.map(({ key }) => key));
  const tasks = await readSql<{ key: string; id: number }>(
    server.db,
    sql`SELECT key, id FROM task WHERE project = ${project.id} AND key IN (${keys}) ORDER BY retired DESC, id`,
  );
  const ids = new Map(tasks.map(({ key, id }) => [key, id]));
  const annotations = await readSql<{ uid: string; id: number }>(
    server.db,
    sql`SELECT uid, annotation.id FROM annotation JOIN task ON task.id = annotation.task
      WHERE task.project = ${project.id} AND task.key IN (${keys})`,
  );
  const annotationIds = new Map(annotations.map(({ uid, id }) => [uid, id]));
  // numbers of here for those that are known; the format numbers the others from `firstFree`
  for (const file of files) {
    const id = ids.get(file.key);
    yield { file, ...(id === undefined ? {} : { id }), annotationIds };
  }
}
