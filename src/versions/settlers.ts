import type { CommitId, Person, Repo } from './version-store.ts';

/** A branch whose head is about to be named or moved by somebody. */
export type SettleBranch = {
  readonly repo: Repo;
  readonly branch: string;
  /** The head that they have seen (null: none). It is compared before anything moves. */
  readonly ifHead?: CommitId | null | undefined;
  /** Who asked, and how the commit is to be called, when they said so. */
  readonly author?: Person | undefined;
  readonly message?: string | undefined;
};

/**
 * Commits what waits for the branch outside of the store (labels are rows until then). Answers the head that this
 * left; undefined when nothing waited. Error: branch.moved.
 */
export type Settle = (at: SettleBranch) => Promise<CommitId | null | undefined>;

/** Who keeps changes of a branch elsewhere until they are a commit. */
export type Settlers = {
  /** Answers what takes it off again. */
  add(settle: Settle): () => void;
  readonly settle: Settle;
};

export const settlers = (): Settlers => {
  const all = new Set<Settle>();
  return {
    add(settle) {
      all.add(settle);
      return () => void all.delete(settle);
    },
    async settle(at) {
      let head: CommitId | null | undefined;
      for (const one of all) {
        const left = await one(head === undefined || at.ifHead === undefined ? at : { ...at, ifHead: head });
        if (left !== undefined) head = left;
      }
      return head;
    },
  };
};

/** For whoever settles just now: what waits is theirs to deal with. */
export const noSettlers: Settlers = { add: () => () => undefined, settle: async () => undefined };
