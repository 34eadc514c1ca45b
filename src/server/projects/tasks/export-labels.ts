import { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { ExportTask } from '../../../formats/export-format.ts';
import { findExportFormat } from '../../../formats/export-formats.ts';
import { parseConfig } from '../../../labels/config/parse-config.ts';
import type { JsonObject } from '../../../labels/json.ts';
import { parseTaskFile } from '../../../labels/task-file/parse-task-file.ts';
import { taskKeyOfPath } from '../../../labels/task-file/task-path.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import { walkEntries } from '../../../versions/commands/walk-entries.ts';
import type { Repo } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readCommitText } from '../labels/absorb-head.ts';
import { configPath } from '../labels/project-files.ts';
import { readObjectText } from '../labels/read-object-text.ts';
import { taskFileOf } from '../labels/task-file-rows.ts';
import { peopleByUid } from '../people.ts';
import { requireProject } from '../require-project.ts';
import { readSql } from '../run-sql.ts';
import type { AnnotationRow, PredictionRow, ProjectRow, TaskRow } from '../tables.ts';

export type ExportLabels = {
  readonly id: string | number;
  readonly format: string;
  /** A label commit, branch or tag; the rows as they are now without it. */
  readonly ref?: string;
  /** Tasks without labels too. */
  readonly all?: boolean;
  /** Only these tasks, of now. */
  readonly ids?: readonly number[];
};

const pageSize = 200;

/** Labels as one streamed file, of now or of a label commit. Error request.invalid for a format of many files. */
export const exportLabels = async (server: Server, actor: Actor, args: ExportLabels): Promise<Response> => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  const format = findExportFormat(args.format);
  if (format === undefined || format.isFolder)
    throw new AppError('request.invalid', { reason: `there is no export format ${args.format} of one file` });
  const origin = args.ref === undefined ? undefined : await openRef(server, project, args.ref);
  const config = parseConfig((origin?.config ?? project.config).trim() || '<View/>');
  const whyNot = format.whyNot(config);
  if (whyNot !== null) throw new AppError('request.invalid', { reason: whyNot });
  const authors = await readSql<{ author: string | null }>(
    server.db,
    sql`SELECT DISTINCT author FROM annotation WHERE project = ${project.id}`,
  );
  const person = await peopleByUid(
    server,
    authors.map(({ author }) => author),
  );
  const files = format.write({
    config,
    tasks: () => (origin ? tasksOfCommit(server, project, origin) : tasksOfNow(server, project, args)),
    time: new Date(server.clock()),
    annotator: (uid) => {
      const { number, email } = person(uid);
      return number === null ? undefined : { id: number, email };
    },
    guardFormulas: true,
  });
  const bytes = async function* () {
    for await (const file of files) {
      if (file.type === 'bytes') yield file.bytes;
      else yield* file.chunks;
    }
  };
  const name = `project-${project.id}${args.ref ? `-${args.ref}` : ''}${format.extension}`;
  return new Response(
    Readable.toWeb(Readable.from(bytes(), { objectMode: false })) as ReadableStream<Uint8Array>,
    {
      headers: {
        'content-type': format.mediaType,
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    },
  );
};

type Origin = { readonly repo: Repo; readonly commit: string; readonly config: string | null };

const openRef = async (server: Server, project: ProjectRow, ref: string): Promise<Origin> => {
  const repo = await getRepo(server.versions, {
    organisation: project.organisation,
    name: project.target_repo,
  });
  const { commit } = await nameHead(server.versions, { repo, ref });
  return { repo, commit, config: await readCommitText(server, repo, commit, configPath) };
};

/** Live tasks by id, page by page. */
async function* tasksOfNow(
  server: Server,
  project: ProjectRow,
  { all = false, ids: wanted }: Pick<ExportLabels, 'all' | 'ids'>,
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
    const predictionsOf = byTask(predictions);
    for (const task of tasks) {
      const own = annotationsOf.get(task.id) ?? [];
      const file = taskFileOf(task, own) ?? { ...bareFile(task), annotations: [] };
      yield {
        file,
        id: task.id,
        annotationIds: new Map(own.map(({ uid, id }) => [uid, id])),
        predictions: (predictionsOf.get(task.id) ?? []).map(predictionView),
      };
    }
    after = (some ?? tasks.map(({ id }) => id)).at(-1) ?? after;
  }
}

const byTask = <Row extends { readonly task: number }>(rows: readonly Row[]): ReadonlyMap<number, Row[]> => {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.task);
    if (group) group.push(row);
    else groups.set(row.task, [row]);
  }
  return groups;
};

const bareFile = (task: TaskRow): ExportTask['file'] => ({
  ...(task.extra === null ? {} : (JSON.parse(task.extra) as JsonObject)),
  key: task.key,
  source:
    task.source_repo === null || task.source_path === null
      ? null
      : { repo: task.source_repo, path: task.source_path },
  data: JSON.parse(task.data) as JsonObject,
  annotations: [],
});

const predictionView = (row: PredictionRow): JsonObject => ({
  id: row.id,
  result: JSON.parse(row.result),
  score: row.score,
  model_version: row.model_version,
  created_at: new Date(row.created_at).toISOString(),
  task: row.task,
});

/** The task files of a commit, with Label Studio's integers where the key is known here. */
async function* tasksOfCommit(
  server: Server,
  project: ProjectRow,
  { repo, commit }: Origin,
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
  project: ProjectRow,
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
  // numbers of here for those that are known; the others count on from the highest, so that no two are equal
  for (const file of files) {
    const id = ids.get(file.key);
    yield { file, ...(id === undefined ? {} : { id }), annotationIds };
  }
}
