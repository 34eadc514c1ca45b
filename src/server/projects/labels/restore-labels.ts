import { restoreBranch } from '../../../versions/commands/restore-branch.ts';
import type { CommitId } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { rereadProject, requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { showProgress } from '../work/work-progress.ts';
import { inLabelTurn } from './in-label-turn.ts';
import { catchUp, commitNow } from './commit-now.ts';
import { type CommitRef, commitRef } from './commit-ref.ts';
import { nameLabels } from './name-labels.ts';

/**
 * Goes back to the labels of a ref: commits what is uncommitted, makes a new commit with the ref's content, and
 * brings the rows to it. Tasks that have no labels there are open again. `before` is the commit to restore to undo
 * this; `commit` is null when the labels were those already. A kill between the steps leaves a head that the next
 * commit or start brings into the rows.
 */
export const restoreLabels = async (
  outside: Server,
  actor: Actor,
  args: { id: string | number; ref: string; message?: string; ifHead?: CommitId | null | undefined },
): Promise<{ commit: CommitRef | null; before: string | null }> => {
  const project = await requireProject(outside, actor, args.id, 'manager');
  const person = asPerson(actor);
  const to = await nameLabels(outside, project, args.ref);
  return inLabelTurn(outside, project.id, async (server) => {
    const { repo, project: found } = await catchUp(server, project.id, person, { ifHead: args.ifHead });
    const progress = showProgress(server, actor, found, { kind: 'restore', total: null });
    try {
      progress.reach('commit');
      const message = `Before restoring ${args.ref}`;
      const ifHead = args.ifHead === undefined ? undefined : found.base;
      await commitNow(server, { project: project.id, person, message, ifHead });
      const { base: before } = await rereadProject(server, project.id);
      const act = { kind: 'labels.restored', detail: { ref: args.ref, to } } as const;
      const commit = await restoreBranch(server.versions, {
        repo,
        branch: project.target_branch,
        to,
        author: person,
        message: args.message?.trim() || `Restore ${args.ref}`,
        ifHead: before,
        also: [auditAct(server, actor, project.id, act)],
      });
      progress.reach('tasks');
      await catchUp(server, project.id, person, { done: progress.done });
      return { commit: commit && commitRef(commit), before };
    } finally {
      progress.stop();
    }
  });
};
