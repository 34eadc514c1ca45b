import { readCommit } from '../read-commit.ts';
import { nodeSink } from '../tree/node-sink.ts';
import { findInTree } from '../tree/walk-tree.ts';
import type { PathHistory } from '../version-commands.ts';
import type { Commit, CommitId, Entry, PathVersion } from '../version-store.ts';

type Place = { readonly commit: Commit; readonly entry: Entry | null };

/** Goes down the line that has the same bytes there; both parents of a merge are followed where neither has. */
export const pathHistory: PathHistory = async (versions, { repo, commit, path }) => {
  const reader = nodeSink({ reader: versions.nodes });
  const look = async (id: CommitId): Promise<Place> => {
    const found = await readCommit(versions, repo, id);
    return { commit: found, entry: await findInTree(reader, found.tree, path) };
  };
  const known = new Map<CommitId, PathVersion>();
  const versionOf = async (start: Place): Promise<PathVersion> => {
    for (let here = start; ; ) {
      const made = known.get(here.commit.id);
      if (made !== undefined) return made;
      const parents = await Promise.all(here.commit.parents.map(look));
      const same = parents.find(({ entry }) => entry?.sha256 === here.entry?.sha256);
      if (same === undefined) {
        const version = { ...here, parents: () => Promise.all(parents.map(versionOf)) };
        known.set(here.commit.id, version);
        return version;
      }
      here = same;
    }
  };
  return versionOf(await look(commit));
};
