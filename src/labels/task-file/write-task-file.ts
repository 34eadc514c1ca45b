import { AppError } from '../../shared/errors/app-error.ts';
import { JsonRefused, stringifyCanonical } from '../canonical-json.ts';
import { withValue } from '../json.ts';
import { sortByUid } from './parse-task-file.ts';
import type { TaskFile } from './task-file.ts';
import { taskPath } from './task-path.ts';

/**
 * The one text of a task file: RFC 8785, annotations sorted by uid, results in their own order. Equal labels
 * are equal bytes. Throws task_file.invalid where the file holds what JSON cannot.
 */
export const writeTaskFile = (file: TaskFile): string => {
  try {
    return stringifyCanonical(withValue(file, 'annotations', sortByUid(file.annotations)));
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error;
    throw new AppError(
      'task_file.invalid',
      { path: taskPath(file.key), reason: error.reason },
      { cause: error },
    );
  }
};
