import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { TaskFileAnnotation } from '../../../labels/task-file/task-file.ts';
import { insertAnnotation } from '../labels/apply-task-file.ts';
import { sqlStatement } from '../../../db/run-sql.ts';

export type NewTask = {
  readonly id: number;
  readonly project: number;
  readonly key: string;
  /** Canonical. */
  readonly data: string;
  readonly dataHash: string;
  readonly source: {
    readonly id: number;
    readonly repo: string;
    readonly path: string;
    readonly sha256: string;
    readonly row: number | string | null;
    readonly position: number | null;
  } | null;
  readonly annotations: readonly { readonly id: number; readonly annotation: TaskFileAnnotation }[];
  readonly predictions: readonly NewPrediction[];
  readonly suggestion: boolean;
  /** Canonical; what a task file says beside what has a column. */
  readonly extra?: string | null;
};

export type NewPrediction = {
  readonly id: number;
  readonly uid: string;
  /** Canonical. */
  readonly result: string;
  readonly score: number | null;
  readonly modelVersion: string;
};

/** A task with what comes with it. Misses when its key is live already; counters are the caller's. */
export const insertTask = (task: NewTask, now: number): readonly Statement[] => [
  sqlStatement(
    sql`INSERT INTO task (id, project, key, data, data_hash, source, source_repo, source_path, source_sha256,
      source_row, position, state, suggestion, extra, created_at, updated_at)
      VALUES (${task.id}, ${task.project}, ${task.key}, ${task.data}, ${task.dataHash}, ${task.source?.id ?? null},
      ${task.source?.repo ?? null}, ${task.source?.path ?? null}, ${task.source?.sha256 ?? null},
      ${rowText(task)}, ${task.source?.position ?? null},
      'open', ${task.suggestion ? 1 : 0}, ${task.extra ?? null}, ${now}, ${now}) ON CONFLICT DO NOTHING`,
    1,
  ),
  ...task.annotations.flatMap(({ id, annotation }) =>
    insertAnnotation({ id, project: task.project, task: task.id, annotation, committed: 0 }),
  ),
  ...task.predictions.map((prediction) => insertPrediction(task.project, task.id, prediction, now)),
];

export const insertPrediction = (
  project: number,
  task: number,
  prediction: NewPrediction,
  now: number,
): Statement =>
  sqlStatement(sql`INSERT INTO prediction (id, uid, project, task, result, score, model_version, created_at,
    config_version) VALUES (${prediction.id}, ${prediction.uid}, ${project}, ${task}, ${prediction.result}, ${prediction.score},
    ${prediction.modelVersion}, ${now}, (SELECT config_version FROM project WHERE id = ${project}))`);

const rowText = ({ source }: NewTask): string | null =>
  source === null || source.row === null ? null : JSON.stringify(source.row);
