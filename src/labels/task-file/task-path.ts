import { AppError } from '../../shared/errors/app-error.ts';

const keyForm = /^[0-9a-f]{2}[A-Za-z0-9_-]*$/;
const pathForm = /^tasks\/([0-9a-f]{2})\/([0-9a-f]{2}[A-Za-z0-9_-]*)\.json$/;

/** Where a task lies in a label repo: `tasks/<first 2 hex>/<key>.json`. Throws task_file.invalid for a key that cannot be a name. */
export const taskPath = (key: string): string => {
  if (!keyForm.test(key))
    throw new AppError('task_file.invalid', {
      path: key,
      reason: 'a task key begins with two hex digits and holds only A-Z a-z 0-9 _ -',
    });
  return `tasks/${key.slice(0, 2)}/${key}.json`;
};

/** The key that a path of a label repo names, or undefined where it is no task file's path. */
export const taskKeyOfPath = (path: string): string | undefined => {
  const match = pathForm.exec(path);
  return match !== null && match[2]?.startsWith(match[1] ?? '') ? match[2] : undefined;
};
