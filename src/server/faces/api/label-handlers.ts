import type { projectOperations } from '../../../shared/contract/projects.ts';
import { commitLabels } from '../../projects/labels/commit-labels.ts';
import { labelDiff } from '../../projects/labels/label-diff.ts';
import { labelHistory, tagLabels } from '../../projects/labels/label-history.ts';
import { listConflicts } from '../../projects/labels/list-conflicts.ts';
import { pendingLabels } from '../../projects/labels/pending-labels.ts';
import { restoreLabels } from '../../projects/labels/restore-labels.ts';
import { resolveConflict } from '../../projects/versions/resolve-conflicts.ts';
import type { Handlers } from './handlers.ts';
import { ifHead } from './if-head.ts';

type LabelOperations = Pick<
  typeof projectOperations,
  'pending' | 'commit' | 'restore' | 'labelDiff' | 'history' | 'tagLabels' | 'conflicts' | 'resolveConflict'
>;

/** Label commits of a project. */
export const labelHandlers: Handlers<LabelOperations> = {
  pending: ({ server, actor, params }) => pendingLabels(server, actor, params),
  async commit({ server, actor, params, body, headers, answer }) {
    const result = await commitLabels(server, actor, { ...body, id: params.id, ...ifHead(headers, body) });
    if (result.commit === null) answer.status = 200;
    return { ...result.commit, ...result };
  },
  async restore({ server, actor, params, body, headers }) {
    const asked = { ...body, id: params.id, ...ifHead(headers, body) };
    const result = await restoreLabels(server, actor, asked);
    return { ...result.commit, ...result };
  },
  labelDiff: ({ server, actor, params, query }) => labelDiff(server, actor, { ...query, id: params.id }),
  history: ({ server, actor, params, query }) => labelHistory(server, actor, { ...query, id: params.id }),
  tagLabels: ({ server, actor, params, body, headers }) =>
    tagLabels(server, actor, { ...body, id: params.id, ...ifHead(headers) }),
  conflicts: ({ server, actor, params, query }) => listConflicts(server, actor, { ...query, id: params.id }),
  resolveConflict: ({ server, actor, params, body }) =>
    resolveConflict(server, actor, { ...params, take: body.take }),
};
