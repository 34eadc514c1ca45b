import { prepared } from '../../db/prepared.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { readCommit } from '../read-commit.ts';
import { entryOfStaged, type StagedState } from '../staged-row.ts';
import { sql } from '../tables.ts';
import { findInTree } from '../tree/walk-tree.ts';
import type { GetEntry } from '../version-commands.ts';
import type { Entry, Repo } from '../version-store.ts';
import type { Versions } from '../versions.ts';
import { resolveRef } from './resolve-ref.ts';

export const getEntry: GetEntry = async (versions, { repo, ref, path }) => {
  const resolved = await resolveRef(versions, { repo, ref });
  if (resolved.type === 'branch')
    return (await readBranchEntry(versions, { repo, uid: resolved.uid, path })).entry;
  const { tree } = await readCommit(versions, repo, resolved.commit);
  return findInTree(versions.nodes, tree, path);
};

/** The file as the branch shows it, with the head and the staged change that say so: what a guard must hold. */
export const readBranchEntry = async (
  versions: Versions,
  { repo, uid, path }: { repo: Repo; uid: string; path: string },
): Promise<{ entry: Entry | null; head: string | null; seq: number }> => {
  const [row] = await versions.db.lookup(stateAt({ uid, path }));
  if (row === undefined) return { entry: null, head: null, seq: 0 };
  const { head, tree, seq, ...staged } = row;
  if (seq !== null) return { entry: entryOfStaged(staged as StagedState), head, seq };
  if (head === null) return { entry: null, head, seq: 0 };
  if (tree === null) throw new AppError('commit.not_found', { repo: repo.name, ref: head });
  return { entry: await findInTree(versions.nodes, tree, path), head, seq: 0 };
};

/** Staging and head of one moment: what is sealed in between would be in neither. */
const stateAt = prepared((p: { uid: string; path: string }) =>
  sql
    .selectFrom('ref')
    .leftJoin('repo_commit', (on) =>
      on.onRef('repo_commit.repo', '=', 'ref.repo').onRef('repo_commit.id', '=', 'ref.head'),
    )
    .leftJoin('staged', (on) => on.onRef('staged.ref', '=', 'ref.uid').on('staged.path', '=', p.path))
    .select([
      'ref.head',
      'repo_commit.tree',
      'staged.seq',
      'staged.sha256',
      'staged.size',
      'staged.modified',
      'staged.content_type',
      'staged.metadata',
      'staged.etag',
    ])
    .where('ref.uid', '=', p.uid)
    .orderBy('staged.seq', 'desc')
    .limit(1),
);
