import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { CommitChanges } from '../../../shared/contract/project-labels.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { CommitId } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { requireProject, rereadProject } from '../require-project.ts';
import { commitProject } from './commit-project.ts';
import { countCommit } from './count-commit.ts';
import { seenBy } from './seen-annotations.ts';
import { type CommitRef, commitRef } from './commit-ref.ts';

/**
 * Commits labels: everyone's as a reviewer or more, or with `mine` one's own annotations. `commit` is null when
 * nothing changed, `changes` what it holds; `conflicts` is how many clashes wait for a person. Errors: labels.conflicts_open,
 * branch.moved when the label branch is not at `ifHead`.
 */
export const commitLabels = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; message?: string; mine?: boolean; ifHead?: CommitId | null | undefined },
): Promise<{ commit: CommitRef | null; conflicts: number; changes: CommitChanges | null }> => {
  const project = await requireProject(server, actor, args.id, args.mine ? 'annotator' : 'reviewer');
  const commit = await commitProject(server, {
    project: project.id,
    person: asPerson(actor),
    message: args.message,
    ifHead: args.ifHead,
    ...(args.mine ? { mine: actor.account } : {}),
  });
  const { conflicts } = await rereadProject(server, project.id);
  if (commit === null) return { commit, conflicts, changes: null };
  const repo = await getRepo(server.versions, {
    organisation: project.organisation,
    name: project.target_repo,
  });
  const changes = await countCommit(server, repo, commit, seenBy(actor, project.role));
  return { commit: commitRef(commit), conflicts, changes };
};
