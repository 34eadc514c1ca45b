import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { requireProject, rereadProject } from '../require-project.ts';
import { commitProject } from './commit-project.ts';
import { type CommitRef, commitRef } from './commit-ref.ts';

/**
 * Commits labels: everyone's as a reviewer or more, or with `mine` one's own annotations. `commit` is null when
 * nothing changed; `conflicts` is how many clashes wait for a person. Error: labels.conflicts_open.
 */
export const commitLabels = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; message?: string; mine?: boolean },
): Promise<{ commit: CommitRef | null; conflicts: number }> => {
  const project = await requireProject(server, actor, args.id, args.mine ? 'annotator' : 'reviewer');
  const commit = await commitProject(server, {
    project: project.id,
    person: asPerson(actor),
    message: args.message,
    ...(args.mine ? { mine: actor.account } : {}),
  });
  const { conflicts } = await rereadProject(server, project.id);
  return { commit: commit && commitRef(commit), conflicts };
};
