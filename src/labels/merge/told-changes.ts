import type { TaskFile } from '../task-file/task-file.ts';
import { diffTaskFiles, type RegionChange } from './diff-task-files.ts';

/**
 * What changed between two versions of a task's labels, as a person is told it. An answer taken back and given again
 * has another id and stands where it stood: it is the same answer.
 */
export const toldChanges = (
  before: TaskFile | undefined,
  after: TaskFile | undefined,
): readonly RegionChange[] =>
  diffTaskFiles(before, after).filter(
    ({ identity, change, fields }) =>
      identity === null || change !== 'modified' || fields.some((field) => field !== 'id'),
  );
