import { AppError } from '../../shared/errors/app-error.ts';
import { diff } from '../../versions/commands/diff.ts';
import { getCommit } from '../../versions/commands/get-commit.ts';
import type { CommitEvent, Repo } from '../../versions/version-store.ts';
import type { Server } from '../server.ts';
import { findWave } from './find-wave.ts';

/** The body of a delivery. */
export type CommitPayload = {
  /** Of the event: the same however often it is delivered. */
  readonly id: string;
  readonly type: 'commit';
  readonly repo: string;
  readonly branch: string;
  readonly commit: string;
  readonly parents: readonly string[];
  /** The commit that began the wave to which this one belongs. */
  readonly wave: string;
  /** Files changed since the branch's head before; null when that is gone. */
  readonly counts: ChangeCounts | null;
  /** ISO 8601, UTC. */
  readonly time: string;
};
export type ChangeCounts = {
  readonly added: number;
  readonly modified: number;
  readonly removed: number;
  /** false: there are more changes than were counted. */
  readonly complete: boolean;
};

const mostCounted = 10_000;
const pageSize = 1_000;

/** What is told of a commit that landed; null when the commit is gone meanwhile. */
export const commitPayload = async (
  { versions, log }: Pick<Server, 'versions' | 'log'>,
  repo: Repo,
  event: CommitEvent,
): Promise<CommitPayload | null> => {
  // gc, a removal or damage may have taken it; that must not hold up what landed after it
  const unlessGone = async <T>(work: Promise<T>): Promise<T | null> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.warn('a commit cannot be told in full', { event: event.id, reason: error.message });
      return null;
    }
  };
  const commit = await unlessGone(getCommit(versions, { repo, ref: event.commit }));
  if (commit === null) return null;
  return {
    id: event.id,
    type: 'commit',
    repo: repo.name,
    branch: event.branch,
    commit: event.commit,
    parents: commit.parents,
    wave: (await unlessGone(findWave(versions, commit))) ?? commit.id,
    counts: await unlessGone(countChanges(versions, repo, event)),
    time: new Date(event.time).toISOString(),
  };
};

const countChanges = async (
  versions: Server['versions'],
  repo: Repo,
  { previous, commit }: CommitEvent,
): Promise<ChangeCounts> => {
  const counts = { added: 0, modified: 0, removed: 0 };
  let after: string | undefined;
  for (let counted = 0; counted < mostCounted; counted += pageSize) {
    const place = after === undefined ? {} : { after };
    const page = await diff(versions, {
      repo,
      from: previous,
      to: commit,
      limit: pageSize,
      renames: false,
      ...place,
    });
    for (const { change } of page.items) if (change !== 'renamed') counts[change] += 1;
    if (page.next === null) return { ...counts, complete: true };
    after = page.next;
  }
  return { ...counts, complete: false };
};
