import { createHash } from 'node:crypto';
import type { Commit } from './version-store.ts';

/** A commit as bytes: JSON with its keys in a fixed order; its SHA-256 is its id. */
export const encodeCommit = (commit: Omit<Commit, 'id'>): { id: string; body: string } => {
  const body = JSON.stringify({
    type: 'labelwright commit 1',
    tree: commit.tree,
    dataId: commit.dataId,
    parents: commit.parents,
    authors: commit.authors.map(({ id, name, count }) => ({ id, name, count })),
    message: commit.message,
    time: commit.time,
    provenance: commit.provenance.map(({ repo, commit: of }) => ({ repo, commit: of })),
    madeBy: commit.madeBy,
  });
  return { id: createHash('sha256').update(body).digest('hex'), body };
};

export const decodeCommit = (id: string, body: string): Commit => {
  const { type, ...rest } = JSON.parse(body) as { type: string } & Omit<Commit, 'id'>;
  if (type !== 'labelwright commit 1') throw new Error(`${id} is not a commit of this version`);
  return { id, ...rest };
};
