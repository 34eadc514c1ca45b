import type { Config } from '../../labels/config/config.ts';
import { type Json, type JsonObject, ownValue, withValue } from '../../labels/json.ts';
import { isRelation, type LabelResult, textOf, valueOf } from '../../labels/results/label-result.ts';
import type { TaskFileAnnotation } from '../../labels/task-file/task-file.ts';
import type { ExportInput } from '../export-format.ts';
import { finishedAnnotations, type NumberedTask, numberTasks } from './number-tasks.ts';

/** One row of JSON_MIN, CSV or TSV, in parts, since the formats put them together differently. */
export type AnnotationRecord = {
  readonly task: NumberedTask;
  /** null for the row of a task that has none. */
  readonly annotation: TaskFileAnnotation | null;
  /** What was answered, by control. */
  readonly answers: ReadonlyMap<string, Json>;
};

/** One record for each finished annotation, newest first; a task without any annotation has one too. */
export async function* annotationRecords(input: ExportInput): AsyncIterable<AnnotationRecord> {
  for await (const task of numberTasks(input)) {
    if (task.file.annotations.length === 0) yield { task, annotation: null, answers: new Map() };
    for (const annotation of finishedAnnotations(task, input.annotations))
      yield { task, annotation, answers: answersOf(annotation.result, input.config) };
  }
}

const answersOf = (results: readonly LabelResult[], config: Config): ReadonlyMap<string, Json> => {
  const byControl = new Map<string, LabelResult[]>();
  for (const result of results) {
    const name = textOf(result, 'from_name');
    if (name === undefined || isRelation(result)) continue;
    byControl.set(name, [...(byControl.get(name) ?? []), result]);
  }
  return new Map([...byControl].map(([name, own]) => [name, shorten(own, config.controls.get(name)?.tag)]));
};

// Label Studio's short forms: a single choice or text stands for itself, and alone without the list.
const shortened: Readonly<Record<string, string>> = { choices: 'choices', textarea: 'text' };

const shorten = (results: readonly LabelResult[], tag: string | undefined): Json => {
  const keys = results.map((result) => shortened[tag ?? textOf(result, 'type') ?? '']);
  const items = results.map((result, index) => {
    const answer = keys[index] === undefined ? undefined : ownValue(valueOf(result), keys[index]);
    return Array.isArray(answer) && answer.length === 1 ? (answer[0] as Json) : withSize(result);
  });
  return items.length === 1 && keys[0] !== undefined ? (items[0] as Json) : items;
};

const withSize = (result: LabelResult): JsonObject =>
  ['original_width', 'original_height'].reduce<JsonObject>(
    (value, key) => withValue(value, key, ownValue(result, key) ?? ownValue(value, key)),
    valueOf(result),
  );

/** The data under their own names; where a control has the same name, the data's is `_data_<name>`. */
export const dataFields = ({ task, answers }: AnnotationRecord): readonly (readonly [string, Json])[] =>
  Object.entries(task.file.data).map(([name, value]) => [
    answers.has(name) || ownFields.has(name) ? `_data_${name}` : name,
    value,
  ]);

const ownFields = new Set(['id', 'annotator', 'annotation_id', 'created_at', 'updated_at', 'lead_time']);

/** What is told of an annotation beside its answers. */
export const annotationFields = ({
  task,
  annotation,
}: AnnotationRecord): readonly (readonly [string, Json])[] => [
  ['annotation_id', annotation === null ? null : task.annotationId(annotation.uid)],
  ['created_at', annotation?.created_at ?? null],
  ['updated_at', annotation?.updated_at ?? null],
  ['lead_time', annotation?.lead_time ?? null],
];
