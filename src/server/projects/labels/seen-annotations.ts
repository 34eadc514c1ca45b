import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { includesRole, type Role } from '../../../shared/contract/op.ts';
import type { Actor } from '../../actor.ts';

export type Seen = {
  (file: TaskFile | undefined): TaskFile | undefined;
  /** Nothing is kept back. */
  readonly all: boolean;
};

/** What of committed labels somebody sees: reviewers everybody's, annotators their own. */
export const seenBy = (actor: Actor, role: Role): Seen => {
  const all = includesRole(role, 'reviewer');
  const see = (file: TaskFile | undefined): TaskFile | undefined => {
    if (all || file === undefined) return file;
    const annotations = file.annotations.filter(({ author }) => author === actor.account);
    return annotations.length === 0 ? undefined : ({ ...file, annotations } as TaskFile);
  };
  return Object.assign(see, { all });
};
