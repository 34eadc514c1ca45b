import { stageChanges } from '../../versions/commands/stage-changes.ts';
import type { Change, Commit, CommitId, Entry, Repo } from '../../versions/version-store.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { asPerson } from './require-repo.ts';

/**
 * The one way by which files change: stages the changes as one, durable before it answers, and lets those
 * who watch the branch know. `repo` comes from `requireRepo(…, 'write')`.
 */
export const writeFiles = async (
  server: Server,
  actor: Actor,
  args: { repo: Repo; branch: string; changes: readonly Change[]; ifHead?: CommitId | null },
): Promise<{ commit: Commit | null; entries: readonly (Entry | null)[] }> => {
  const written = await stageChanges(server.versions, { ...args, author: asPerson(actor) });
  const { organisation } = args.repo;
  server.events.publish({
    type: 'staged',
    organisation,
    repo: args.repo.name,
    branch: args.branch,
    count: args.changes.length,
  });
  return written;
};
