import { withValue } from '../json.ts';
import type { TaskFile } from '../task-file/task-file.ts';
import { type MergeMode, mergeModes } from './merge-modes.ts';
import { mergeFields, mergeValue } from './merge-value.ts';
import { conflictAt, type TaskConflict, type Three } from './task-conflict.ts';

export type TaskFileMerge = {
  /** undefined where the task is gone. Where sides clash it holds ours. */
  readonly file: TaskFile | undefined;
  readonly conflicts: readonly TaskConflict[];
};

/** Three-way merge of one task's file; each side may be absent. What clashes is in `conflicts`, never dropped. */
export const mergeTaskFiles = (sides: Three<TaskFile>, mode: MergeMode = 'union'): TaskFileMerge => {
  const whole = mergeValue(sides);
  if (whole.type === 'merged') return { file: whole.value, conflicts: [] };
  const { base, ours, theirs } = sides;
  const key = (ours ?? theirs ?? base)?.key ?? '';
  const place = { key, annotation: null, identity: null };
  if (ours === undefined || theirs === undefined)
    return { file: ours, conflicts: [conflictAt(place, 'delete-edit', sides)] };

  const conflicts: TaskConflict[] = [];
  const fields = mergeFields(
    {
      base: base && withoutAnnotations(base),
      ours: withoutAnnotations(ours),
      theirs: withoutAnnotations(theirs),
    },
    (field, values) => {
      conflicts.push(conflictAt(place, 'field', values, field));
      return values.ours;
    },
  );
  const merged = mergeModes[mode](
    { base: base?.annotations, ours: ours.annotations, theirs: theirs.annotations },
    key,
  );
  return {
    file: withValue(fields, 'annotations', merged.annotations) as TaskFile,
    conflicts: [...conflicts, ...merged.conflicts],
  };
};

const withoutAnnotations = (file: TaskFile) => withValue(file, 'annotations', undefined);
