import type { Plan } from '../../../db/database.ts';
import { FormatError } from '../../../formats/format-error.ts';
import { JsonRefused, stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Json } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Server } from '../../server.ts';
import { classUses } from '../classes/class-rows.ts';
import { hashText } from '../hash-text.ts';
import { annotationColumns } from '../labels/task-file-rows.ts';
import { chooseKeys, type KeyBook } from './choose-keys.ts';
import { type ImportRow, stageImport } from './import-rows.ts';
import type { LabelReader, RowLabels } from './read-labels.ts';
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

/** One batch of an import as rows that are to wait; `first` is its first item's index. */
export const readBatch = async (
  server: Server,
  args: {
    project: number;
    importId: number;
    first: number;
    batch: readonly Json[];
    labels: LabelReader;
    book: KeyBook;
  },
): Promise<{ sums: ImportedBatch; plan: Plan }> => {
  const { importId, first, labels } = args;
  const tasks = args.batch.map((item, at) => readTask(item, first + at));
  const keys = await chooseKeys(server, args.project, tasks, args.book);
  const ids = await server.ids.nextMany('task', tasks.length);
  const sums = { ids, labeled: 0, skipped: 0, annotations: 0, skips: 0, predictions: 0 };
  const rows = {
    task: [] as ImportRow<'task'>[],
    annotation: [] as ImportRow<'annotation'>[],
    annotation_class: [] as ImportRow<'annotation_class'>[],
    prediction: [] as ImportRow<'prediction'>[],
  };
  for (const [at, task] of tasks.entries()) {
    const id = ids[at] as number;
    const made = hasLabels(task) ? await readLabels(labels, task, first + at) : unlabeled;
    const skips = made.annotations.filter(({ annotation }) => annotation.was_cancelled).length;
    const kept = made.annotations.length - skips;
    if (kept > 0) sums.labeled += 1;
    else if (skips > 0) sums.skipped += 1;
    sums.annotations += kept;
    sums.skips += skips;
    sums.predictions += made.predictions.length;
    const extra = Object.keys(task.extra).length === 0 ? null : stringifyCanonical(task.extra);
    rows.task.push({
      import: importId,
      id,
      key: keys[at] as string,
      data: task.text,
      data_hash: task.hash,
      extra,
      annotations: kept,
      skips,
      predictions: made.predictions.length,
      score: made.predictions.at(-1)?.score ?? null,
    });
    for (const { id: number, annotation } of made.annotations) {
      const columns = annotationColumns(annotation);
      const updated_by = columns.author;
      rows.annotation.push({
        ...columns,
        import: importId,
        id: number,
        task: id,
        updated_by,
        version: 1,
      });
      for (const use of classUses(annotation.result, annotation.was_cancelled))
        rows.annotation_class.push({ import: importId, annotation: number, task: id, ...use });
    }
    for (const { id: number, uid, result, score, modelVersion } of made.predictions) {
      const model_version = modelVersion;
      rows.prediction.push({
        import: importId,
        id: number,
        uid,
        task: id,
        result,
        score,
        model_version,
      });
    }
  }
  return { sums, plan: stageImport(rows) };
};

const unlabeled: RowLabels = { annotations: [], predictions: [] };
const hasLabels = (task: SplitTask): boolean => task.annotations.length + task.predictions.length > 0;

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
