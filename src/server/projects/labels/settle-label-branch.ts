import { sql } from 'kysely';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { SettleBranch } from '../../../versions/settlers.ts';
import type { CommitId } from '../../../versions/version-store.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { makerOf } from '../maker-of.ts';
import { rereadProject } from '../require-project.ts';
import { lookupOne } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { commitNow } from './commit-now.ts';
import { inLabelTurn } from './in-label-turn.ts';

/**
 * Commits what waits in the project of a label branch, for whoever names or moves the head of the branch; see
 * `Settle`. What cannot be committed now stays pending, and the head is named without it.
 */
export const settleLabelBranch = async (
  server: Server,
  { repo, branch, ifHead, author, message }: SettleBranch,
): Promise<CommitId | null | undefined> => {
  const waiting = await lookupOne<ProjectRow>(
    server.db,
    sql`SELECT * FROM project WHERE organisation = ${repo.organisation} AND target_repo = ${repo.name}
      AND target_branch = ${branch} AND pending_new + pending_changed + pending_retired > 0`,
  );
  if (waiting === undefined) return undefined;
  try {
    return await inLabelTurn(server, waiting.id, async (turn) => {
      const person = author ?? asPerson(await makerOf(turn, waiting));
      await commitNow(turn, { project: waiting.id, person, message, ifHead });
      return (await rereadProject(turn, waiting.id)).base;
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'branch.moved') throw error;
    server.log.warn('labels stay pending', { project: waiting.id, error });
    return undefined;
  }
};
