import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { Json, JsonObject } from '../../../labels/json.ts';
import type { TaskFile, TaskFileAnnotation } from '../../../labels/task-file/task-file.ts';
import { hashText } from '../hash-text.ts';
import type { AnnotationRow, TaskRow } from '../tables.ts';

const parse = (text: string | null): Json | undefined => (text === null ? undefined : JSON.parse(text));
const extraOf = (text: string | null): JsonObject => (parse(text) as JsonObject | undefined) ?? {};
const iso = (time: number): string => new Date(time).toISOString();

/** The task's file, or undefined where it has none: no annotations, or retired. */
export const taskFileOf = (task: TaskRow, annotations: readonly AnnotationRow[]): TaskFile | undefined =>
  task.retired === 1 || annotations.length === 0 ? undefined : taskFileWith(task, annotations);

/** The same of a task without annotations too, as exports write it. */
export const taskFileWith = (task: TaskRow, annotations: readonly AnnotationRow[]): TaskFile =>
  ({
    ...extraOf(task.extra),
    key: task.key,
    source: sourceOf(task),
    data: JSON.parse(task.data),
    annotations: annotations.map(annotationOf),
  }) as TaskFile;

const sourceOf = (task: TaskRow): TaskFile['source'] => {
  if (task.source_repo === null || task.source_path === null) return null;
  const row = parse(task.source_row);
  return {
    repo: task.source_repo,
    path: task.source_path,
    ...(task.source_sha256 === null ? {} : { sha256: task.source_sha256 }),
    ...(row === undefined || row === null ? {} : { row: row as string | number }),
  };
};

const annotationOf = (row: AnnotationRow): TaskFileAnnotation => {
  const parents = parse(row.parents);
  const madeOn = parse(row.made_on);
  return {
    ...extraOf(row.extra),
    uid: row.uid,
    author: row.author,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
    lead_time: row.lead_time,
    was_cancelled: row.skipped === 1,
    ground_truth: row.ground_truth === 1,
    result: JSON.parse(row.result),
    ...(parents === undefined ? {} : { parents }),
    ...(madeOn === undefined ? {} : { made_on: madeOn }),
  } as TaskFileAnnotation;
};

/** What a file says of its task, as columns. */
export const taskColumns = (file: TaskFile) => {
  const data = stringifyCanonical(file.data);
  return {
    key: file.key,
    data,
    data_hash: hashText(data),
    extra: rest(file, ['key', 'source', 'data', 'annotations']),
    source_repo: file.source?.repo ?? null,
    source_path: file.source?.path ?? null,
    source_sha256: file.source?.sha256 ?? null,
    source_row: file.source?.row === undefined ? null : JSON.stringify(file.source.row),
  };
};

/** What a file says of an annotation, as columns. */
export const annotationColumns = (annotation: TaskFileAnnotation) => ({
  uid: annotation.uid,
  author: annotation.author,
  result: stringifyCanonical(annotation.result),
  skipped: annotation.was_cancelled ? 1 : 0,
  ground_truth: annotation.ground_truth ? 1 : 0,
  lead_time: annotation.lead_time,
  parents: annotation.parents === undefined ? null : stringifyCanonical(annotation.parents),
  made_on: annotation.made_on === undefined ? null : stringifyCanonical(annotation.made_on),
  extra: rest(annotation, [
    'uid',
    'author',
    'result',
    'was_cancelled',
    'ground_truth',
    'lead_time',
    'parents',
    'made_on',
    'created_at',
    'updated_at',
  ]),
  created_at: Date.parse(annotation.created_at),
  updated_at: Date.parse(annotation.updated_at),
});

/** The keys that have no column, as text; null where there are none. */
const rest = (object: JsonObject, known: readonly string[]): string | null => {
  const left = Object.entries(object).filter(([name]) => !known.includes(name));
  return left.length === 0 ? null : stringifyCanonical(Object.fromEntries(left));
};
