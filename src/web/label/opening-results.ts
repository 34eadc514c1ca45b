import type { TaskView } from '../../shared/contract/project-tasks.ts';
import type { Backup } from './draft-keeper.ts';
import type { JsonValue } from './json-value.ts';

/** Which annotation is opened with a task, with which results, and where those come from. */
export type Opening = {
  readonly annotationId: string | null;
  readonly version: number | null;
  readonly result: readonly JsonValue[];
  readonly from: 'nothing' | 'annotation' | 'draft' | 'backup';
};

/**
 * The person's own annotation if there is one, else of a finished task the last one, else a new one; over it the unfinished work that belongs to it,
 * from this browser if that is newer than the server's.
 */
export const openTask = (
  task: TaskView,
  me: string,
  kept: Backup | null,
  wanted?: string | null,
): Opening => {
  // what was done with another config is not for this one; see `useConfigChange`
  const backup = (kept?.configVersion ?? task.configVersion) === task.configVersion ? kept : null;
  const own =
    task.annotations.filter((annotation) => annotation.author.id === me).at(-1) ??
    (task.state === 'open' ? undefined : task.annotations.at(-1));
  const unfinished = backup && (!task.draft || backup.time > task.draft.updated) ? backup : task.draft;
  const annotationId =
    wanted === undefined ? (unfinished ? unfinished.annotationId : (own?.id ?? null)) : wanted;
  const annotation = task.annotations.find((each) => each.id === annotationId);
  const version = annotation?.version ?? null;
  if (unfinished && unfinished.annotationId === (annotation?.id ?? null)) {
    return {
      annotationId: annotation?.id ?? null,
      version,
      result: unfinished.result,
      from: unfinished === backup ? 'backup' : 'draft',
    };
  }
  return annotation
    ? { annotationId: annotation.id, version, result: annotation.result, from: 'annotation' }
    : { annotationId: null, version: null, result: [], from: 'nothing' };
};
