import { sameJson } from '../../../labels/canonical-json.ts';
import type { TaskFileMerge } from '../../../labels/merge/merge-task-files.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';

export type Changes = { readonly added: number; readonly removed: number; readonly changed: number };

/** What a merge does, or would do, to the labels here. */
export type MergeCounts = {
  readonly tasks: Changes;
  readonly annotations: Changes;
  readonly conflicts: number;
  /** Of the project (title, config …): what was taken over, and what clashed and stays as it is here. */
  readonly taken: readonly string[];
  readonly kept: readonly string[];
};

const none: Changes = { added: 0, removed: 0, changed: 0 };
export const noCounts: MergeCounts = { tasks: none, annotations: none, conflicts: 0, taken: [], kept: [] };

const add = (a: Changes, b: Changes): Changes => ({
  added: a.added + b.added,
  removed: a.removed + b.removed,
  changed: a.changed + b.changed,
});

export const addCounts = (a: MergeCounts, b: MergeCounts): MergeCounts => ({
  tasks: add(a.tasks, b.tasks),
  annotations: add(a.annotations, b.annotations),
  conflicts: a.conflicts + b.conflicts,
  taken: [...a.taken, ...b.taken],
  kept: [...a.kept, ...b.kept],
});

/** From the file here to the merged one; both may be absent. */
export const countMerge = (ours: TaskFile | undefined, { file, conflicts }: TaskFileMerge): MergeCounts => ({
  ...noCounts,
  tasks: change(ours, file),
  annotations: countAnnotations(ours, file),
  conflicts: conflicts.length,
});

const change = (before: object | undefined, after: object | undefined): Changes => ({
  added: before === undefined && after !== undefined ? 1 : 0,
  removed: before !== undefined && after === undefined ? 1 : 0,
  changed:
    before !== undefined && after !== undefined && !sameJson(before as TaskFile, after as TaskFile) ? 1 : 0,
});

const countAnnotations = (before: TaskFile | undefined, after: TaskFile | undefined): Changes => {
  const [old, now] = [before, after].map(
    (file) => new Map(file?.annotations.map((each) => [each.uid, each])),
  );
  let sum = none;
  for (const uid of new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]))
    sum = add(sum, change(old?.get(uid), now?.get(uid)));
  return sum;
};
