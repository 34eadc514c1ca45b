import { getEntry } from '../../../versions/commands/get-entry.ts';
import type { CommitId, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { readObjectText } from './read-object-text.ts';

/** A small text file of a commit, or null. */
export const readCommitText = async (
  server: Server,
  repo: Repo,
  ref: CommitId,
  path: string,
): Promise<string | null> => {
  const entry = await getEntry(server.versions, { repo, ref, path });
  return entry === null ? null : readObjectText(server, entry.sha256, path);
};
