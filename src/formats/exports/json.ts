import { countRegions } from '../../labels/results/region-count.ts';
import type { TaskFileAnnotation } from '../../labels/task-file/task-file.ts';
import type { ExportFormat, ExportInput } from '../export-format.ts';
import { type NumberedTask, numberTasks } from './number-tasks.ts';
import { jsonArray, textChunks } from './text-chunks.ts';

/** Label Studio's own form: everything, skipped annotations too. Keys that only we have (key, uid, …) ride along. */
export const jsonFormat: ExportFormat = {
  name: 'JSON',
  title: 'JSON',
  description: "Tasks with their annotations in Label Studio's form; imports again, here and there.",
  extension: '.json',
  isFolder: false,
  mediaType: 'application/json',
  whyNot: () => null,
  write: async function* (input) {
    yield { type: 'chunks', path: 'result.json', chunks: textChunks(jsonArray(items(input))) };
  },
};

async function* items(input: ExportInput): AsyncIterable<string> {
  for await (const task of numberTasks(input)) yield JSON.stringify(toTask(task, input));
}

const toTask = (task: NumberedTask, input: ExportInput) => {
  const { annotations, data, ...rest } = task.file;
  const cancelled = annotations.filter((annotation) => annotation.was_cancelled).length;
  return {
    id: task.id,
    drafts: [],
    meta: {},
    ...rest,
    data,
    annotations: annotations.map((annotation) => toAnnotation(annotation, task, input)),
    predictions: task.predictions ?? [],
    total_annotations: annotations.length - cancelled,
    cancelled_annotations: cancelled,
    total_predictions: task.predictions?.length ?? 0,
  };
};

const toAnnotation = (annotation: TaskFileAnnotation, task: NumberedTask, input: ExportInput) => ({
  id: task.annotationId(annotation.uid),
  ...annotation,
  unique_id: annotation.uid,
  completed_by: completedBy(annotation.author, input),
  result_count: countRegions(annotation.result),
  task: task.id,
});

const completedBy = (author: string | null, { annotator, completedBy: form = 'email' }: ExportInput) => {
  const person = author === null || form === 'none' ? undefined : annotator?.(author);
  if (person === undefined) return null;
  return form === 'number' ? person.id : { email: person.email };
};
