import type { TaskFileAnnotation } from '../../labels/task-file/task-file.ts';
import type { ExportInput, ExportTask } from '../export-format.ts';

export type NumberedTask = ExportTask & {
  readonly id: number;
  readonly annotationId: (uid: string) => number;
};

/** The tasks with integers for all, those that they have or running ones. The same on every reading. */
export async function* numberTasks({ tasks, firstFree }: ExportInput): AsyncIterable<NumberedTask> {
  let nextTask = firstFree?.task ?? 1;
  let nextAnnotation = firstFree?.annotation ?? 1;
  for await (const task of tasks()) {
    const ids = new Map<string, number>();
    for (const { uid } of task.file.annotations)
      ids.set(uid, task.annotationIds?.get(uid) ?? nextAnnotation++);
    yield { ...task, id: task.id ?? nextTask++, annotationId: (uid) => ids.get(uid) ?? 0 };
  }
}

/** The finished annotations that converted formats take: not skipped, newest first, all or the first. */
export const finishedAnnotations = (
  { file }: ExportTask,
  pick: ExportInput['annotations'] = 'all',
): readonly TaskFileAnnotation[] => {
  const finished = file.annotations.filter((annotation) => !annotation.was_cancelled);
  const sorted = finished.toSorted(
    (a, b) => Date.parse(b.created_at) - Date.parse(a.created_at) || (a.uid < b.uid ? -1 : 1),
  );
  return pick === 'newest' ? sorted.slice(0, 1) : sorted;
};
