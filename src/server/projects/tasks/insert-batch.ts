import { sql } from 'kysely';
import { FormatError } from '../../../formats/format-error.ts';
import { JsonRefused, stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Json } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { annotationColumns } from '../labels/task-file-rows.ts';
import { sqlStatement } from '../run-sql.ts';
import { chooseKeys, type KeyBook } from './choose-keys.ts';
import type { LabelReader } from './read-labels.ts';
import { splitTask, type SplitTask } from './split-task.ts';

/** What a batch adds to the project's counters. */
export type ImportedBatch = {
  ids: readonly number[];
  labeled: number;
  skipped: number;
  annotations: number;
  skips: number;
  predictions: number;
};

/** Writes one batch of an import as rows of the hidden project `hidden`; `first` is its first item's index. */
export const insertBatch = async (
  server: Server,
  args: {
    project: number;
    hidden: number;
    first: number;
    batch: readonly Json[];
    labels: LabelReader;
    book: KeyBook;
  },
): Promise<ImportedBatch> => {
  const { hidden, first, labels } = args;
  const now = server.clock();
  const tasks = args.batch.map((item, at) => readTask(item, first + at));
  const keys = await chooseKeys(server, args.project, tasks, args.book);
  const ids = await server.ids.nextMany('task', tasks.length);
  const sums = { ids, labeled: 0, skipped: 0, annotations: 0, skips: 0, predictions: 0 };
  const taskRows = [];
  const annotationRows = [];
  const predictionRows = [];
  for (const [at, task] of tasks.entries()) {
    const id = ids[at] as number;
    const made = await readLabels(labels, task, first + at);
    const skips = made.annotations.filter(({ annotation }) => annotation.was_cancelled).length;
    const kept = made.annotations.length - skips;
    const state = kept > 0 ? 'labeled' : skips > 0 ? 'skipped' : 'open';
    if (state === 'labeled') sums.labeled += 1;
    if (state === 'skipped') sums.skipped += 1;
    sums.annotations += kept;
    sums.skips += skips;
    sums.predictions += made.predictions.length;
    const extra = Object.keys(task.extra).length === 0 ? null : stringifyCanonical(task.extra);
    taskRows.push(
      sql`(${id}, ${hidden}, ${keys[at]}, ${task.text}, ${task.hash}, ${extra}, ${state}, ${kept}, ${skips},
        ${made.predictions.length}, ${state === 'open' ? 0 : 1}, ${now}, ${now})`,
    );
    for (const { id: number, annotation } of made.annotations) {
      const c = annotationColumns(annotation);
      annotationRows.push(
        sql`(${number}, ${c.uid}, ${hidden}, ${id}, ${c.author}, ${c.author}, ${c.result}, ${c.skipped},
          ${c.ground_truth}, ${c.lead_time}, 1, 0, ${c.parents}, ${c.made_on}, ${c.created_at}, ${c.updated_at})`,
      );
    }
    for (const prediction of made.predictions)
      predictionRows.push(
        sql`(${prediction.id}, ${prediction.uid}, ${hidden}, ${id}, ${prediction.result}, ${prediction.score},
          ${prediction.modelVersion}, ${now})`,
      );
  }
  await server.db.write([
    sqlStatement(sql`INSERT INTO task (id, project, key, data, data_hash, extra, state, annotations, skips,
      predictions, pending, created_at, updated_at) VALUES ${sql.join(taskRows)}`),
    ...chunks(annotationRows).map((rows) =>
      sqlStatement(sql`INSERT INTO annotation (id, uid, project, task, author, updated_by, result, skipped,
        ground_truth, lead_time, version, seq, parents, made_on, created_at, updated_at)
        VALUES ${sql.join(rows)}`),
    ),
    ...chunks(predictionRows).map((rows) =>
      sqlStatement(sql`INSERT INTO prediction (id, uid, project, task, result, score, model_version, created_at)
        VALUES ${sql.join(rows)}`),
    ),
  ]);
  return sums;
};

/** Parameters of a statement are limited. */
const chunks = <T>(rows: readonly T[]): T[][] => {
  const all: T[][] = [];
  for (let at = 0; at < rows.length; at += 500) all.push(rows.slice(at, at + 500));
  return all;
};

const readTask = (item: Json, index: number): SplitTask & { text: string; hash: string } =>
  naming(index, () => {
    const task = splitTask(item, index);
    const text = stringifyCanonical(task.data);
    return { ...task, text, hash: hashText(text) };
  });

const readLabels = async (labels: LabelReader, task: SplitTask, index: number) => {
  try {
    return await labels.row(task);
  } catch (error) {
    throw named(index, error);
  }
};

const naming = <T>(index: number, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw named(index, error);
  }
};

/** Whatever is wrong with an item is said with its index. */
const named = (index: number, error: unknown): unknown => {
  if (error instanceof FormatError || error instanceof JsonRefused)
    return new AppError('import.invalid', { index, reason: error.reason }, { cause: error });
  if (error instanceof AppError)
    return new AppError('import.invalid', { index, reason: error.message }, { cause: error });
  return error;
};
