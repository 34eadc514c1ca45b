import type { Commit } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { type CommitProject, commitNow } from './commit-now.ts';
import { inLabelTurn } from './in-label-turn.ts';

/**
 * Commits what is pending, or null when that changes nothing. One plan moves the branch and clears what is
 * pending, so a kill anywhere ends in the same commit at the next try. A head that somebody else moved is merged
 * into the rows first. Errors: labels.conflicts_open while a blocked source change waits for a person.
 */
export const commitProject = (server: Server, args: CommitProject): Promise<Commit | null> =>
  inLabelTurn(server, args.project, (turn) => commitNow(turn, args));
