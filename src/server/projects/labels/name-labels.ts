import { getRepo } from '../../../versions/commands/get-repo.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import type { CommitId } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import type { ProjectRow } from '../tables.ts';

/**
 * The commit that a ref of a project's label repo names. Ask before the project's turn: within it, what waits in the
 * project of another branch would be left out.
 */
export const nameLabels = async (
  server: Server,
  { organisation, target_repo: name }: ProjectRow,
  ref: string,
): Promise<CommitId> => {
  const repo = await getRepo(server.versions, { organisation, name });
  return (await nameHead(server.versions, { repo, ref })).commit;
};
