import type { versionOperations } from '../../../shared/contract/project-versions.ts';
import type { workOperations } from '../../../shared/contract/project-work.ts';
import { mergeLabels } from '../../projects/versions/merge-labels.ts';
import { resolveConflicts } from '../../projects/versions/resolve-conflicts.ts';
import { restoreTask } from '../../projects/versions/restore-task.ts';
import { revertLabels } from '../../projects/versions/revert-labels.ts';
import { taskBlame } from '../../projects/versions/task-blame.ts';
import { taskHistory } from '../../projects/versions/task-history.ts';
import { cancelWork, currentWork } from '../../projects/work/work-progress.ts';
import type { Handlers } from './handlers.ts';

/** Going back and bringing together: merges, reverts, the history of one task. */
export const versionHandlers: Handlers<typeof versionOperations & typeof workOperations> = {
  merge: async ({ server, actor, params, body }) =>
    listed(await mergeLabels(server, actor, { ...body, id: params.id })),
  revert: async ({ server, actor, params, body }) =>
    listed(await revertLabels(server, actor, { ...body, id: params.id })),
  resolveConflicts: ({ server, actor, params, body }) =>
    resolveConflicts(server, actor, { ...body, id: params.id }),
  work: ({ server, actor, params }) => currentWork(server, actor, params),
  cancelWork: ({ server, actor, params }) => cancelWork(server, actor, params),
  restoreTask: ({ server, actor, params, body }) => restoreTask(server, actor, { ...params, ref: body.ref }),
  taskBlame: ({ server, actor, params, query }) => taskBlame(server, actor, { ...params, ref: query.ref }),
  taskHistory: ({ server, actor, params, query }) => taskHistory(server, actor, { ...query, ...params }),
};

/** Answers are lists of their own. */
const listed = <T extends { readonly taken: readonly string[]; readonly kept: readonly string[] }>(
  merged: T,
) => ({ ...merged, taken: [...merged.taken], kept: [...merged.kept] });
