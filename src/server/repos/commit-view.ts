import type { Commit as CommitView } from '../../shared/contract/repos.ts';
import { getRepoByUid } from '../../versions/commands/get-repo-by-uid.ts';
import type { Commit } from '../../versions/version-store.ts';
import type { Server } from '../server.ts';

/** A commit as the API shows it: times in ISO 8601, provenance by the repo's name. */
export const commitView = async (server: Server, commit: Commit): Promise<CommitView> => ({
  id: commit.id,
  dataId: commit.dataId,
  parents: [...commit.parents],
  authors: commit.authors.map(({ id, name, count }) => ({ id, name, changes: count })),
  message: commit.message,
  time: new Date(commit.time).toISOString(),
  provenance: await Promise.all(
    commit.provenance.map(async (edge) => ({ repo: await repoName(server, edge.repo), commit: edge.commit })),
  ),
  madeBy: madeByView(commit.madeBy),
});

const madeByView = (madeBy: Commit['madeBy']): CommitView['madeBy'] => {
  if (madeBy.type === 'pipeline') return { type: 'pipeline', pipeline: madeBy.id, run: madeBy.run };
  return madeBy.type === 'person' ? { ...madeBy } : { type: 'system', reason: 'commit policy' };
};

/** Provenance outlives its repo: a deleted one is shown by its uid. */
const repoName = async (server: Server, uid: string): Promise<string> => {
  try {
    return (await getRepoByUid(server.versions, { uid })).name;
  } catch {
    return uid;
  }
};
