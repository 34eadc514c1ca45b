import type { reviewOperations } from '../../../shared/contract/project-review.ts';
import { addComment, listComments, resolveComment } from '../../projects/review/comments.ts';
import { listAudit } from '../../projects/review/list-audit.ts';
import { reviewAnnotation } from '../../projects/review/review-annotation.ts';
import { undoAct } from '../../projects/undo/undo-act.ts';
import type { Handlers } from './handlers.ts';

/** Reviews of annotations, comments, and who did what. */
export const reviewHandlers: Handlers<typeof reviewOperations> = {
  review: ({ server, actor, params, body }) => reviewAnnotation(server, actor, { ...body, ...params }),
  comments: ({ server, actor, params, query }) => listComments(server, actor, { ...query, ...params }),
  addComment: ({ server, actor, params, body }) => addComment(server, actor, { ...body, ...params }),
  resolveComment: ({ server, actor, params, body }) => resolveComment(server, actor, { ...body, ...params }),
  undo: ({ server, actor, params }) => undoAct(server, actor, params),
  audit: ({ server, actor, params, query }) => listAudit(server, actor, { ...query, id: params.id }),
};
