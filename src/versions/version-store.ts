import type { Statement } from '../db/database.ts';

/*
 * The versioned store as the layers above see it. `openVersions` makes the context; every command is one
 * file in `commands/`, named for the function it exports, typed by a `…Command` type in
 * `version-commands.ts`, and called as `command(versions, {…})`.
 */

/** 64 lower-case hex digits. */
export type Sha256 = string;
/** A commit's id: the SHA-256 of its object. */
export type CommitId = string;

export type Repo = {
  readonly uid: string;
  readonly organisation: string;
  readonly name: string;
  readonly description: string;
  readonly defaultBranch: string;
  readonly createdAt: number;
};

/** When staged changes become a commit. `seconds` is the quiet time; the oldest waits 60 s at most. */
export type CommitPolicy =
  | { readonly type: 'each' }
  | { readonly type: 'idle'; readonly seconds: number }
  | { readonly type: 'manual' };

export type Branch = {
  readonly uid: string;
  readonly name: string;
  readonly head: CommitId | null;
  readonly policy: CommitPolicy;
};

export type Tag = { readonly name: string; readonly commit: CommitId };

export type ResolvedRef =
  | {
      readonly type: 'branch';
      readonly name: string;
      readonly uid: string;
      readonly commit: CommitId | null;
      readonly policy: CommitPolicy;
    }
  | { readonly type: 'tag'; readonly name: string; readonly commit: CommitId }
  | { readonly type: 'commit'; readonly commit: CommitId };

/** A name to resolve (branch, tag, commit id or unique prefix of 8 to 64 hex), or what it resolved to. */
export type RefLike = string | ResolvedRef;

/** A file as the tree keeps it. `etag` has no quotes: the MD5 in hex, `md5-N` for a multipart upload. */
export type Entry = {
  readonly sha256: Sha256;
  readonly size: number;
  /** Milliseconds since 1970; diffs and no-op detection ignore it. */
  readonly modified: number;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly etag: string;
};

export type FileEntry = { readonly path: string; readonly entry: Entry };

/** One path's new state: an entry, or null for removed. Lists of edits are sorted by UTF-8 bytes, no path twice. */
export type Edit = { readonly path: string; readonly entry: Entry | null };

export type Person = { readonly id: string; readonly name: string };
/** Who wrote what a commit holds, with the number of changes each. */
export type Author = Person & { readonly count: number };
/** What made the commit: a person, or a pipeline's run. */
export type MadeBy =
  | { readonly type: 'person'; readonly id: string; readonly name: string }
  | { readonly type: 'pipeline'; readonly id: string; readonly run: string }
  | { readonly type: 'store' };
/** `repo` is the repo's uid. */
export type Provenance = { readonly repo: string; readonly commit: CommitId };

export type Commit = {
  readonly id: CommitId;
  readonly tree: Sha256;
  readonly dataId: string;
  readonly parents: readonly CommitId[];
  readonly authors: readonly Author[];
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly provenance: readonly Provenance[];
  readonly madeBy: MadeBy;
};

/** Bytes that were written but that no row names yet; a plan that names them carries `pending` along. */
export type WrittenObject = {
  readonly sha256: Sha256;
  readonly size: number;
  /** 32 lower-case hex digits. */
  readonly md5: string;
  readonly pending:
    | { readonly type: 'bytes'; readonly bytes: Uint8Array }
    | { readonly type: 'blob'; readonly key: string }
    /** Row written already (bulk writes into packs), or an object known before. */
    | { readonly type: 'stored' };
};

/** What must hold of a path for a change to happen; else AppError `object.precondition` (412). */
export type Precondition =
  | { readonly type: 'if-match'; readonly etag: string }
  | { readonly type: 'if-none-match' /** Or `*`: any. */; readonly etag: string };

export type Change = {
  readonly path: string;
  readonly precondition?: Precondition;
} & (
  | {
      readonly type: 'put';
      readonly object: WrittenObject;
      readonly contentType: string;
      readonly metadata?: Readonly<Record<string, string>>;
      /** Default: the object's MD5. */
      readonly etag?: string;
      /** Default: now. */
      readonly modified?: number;
    }
  | { readonly type: 'delete' }
);

/** One path in the commit that made it what it is: there it differs from all parents. `entry` null: no such file. */
export type PathVersion = {
  readonly commit: Commit;
  readonly entry: Entry | null;
  /** What it was before, on each side of a merge. The same version is the same object. */
  parents(): Promise<readonly PathVersion[]>;
};

/** "A commit landed on repo@branch": stable id, delivered at least once; consumers deduplicate by it. */
export type CommitEvent = {
  /** Place in the durable order; a cursor for `listCommitEvents`. */
  readonly seq: number;
  readonly id: string;
  readonly repo: string;
  readonly branch: string;
  readonly commit: CommitId;
  readonly previous: CommitId | null;
  readonly time: number;
};

/**
 * A commit as a plan: put `statements` into your own plan (guards included: the branch's head, each object
 * named), and call `landed` after `write` answered.
 */
export type PlannedCommit = {
  readonly commit: Commit;
  readonly statements: readonly Statement[];
  readonly landed: () => void;
};

export type ListItem =
  | { readonly type: 'file'; readonly path: string; readonly entry: Entry }
  | { readonly type: 'prefix'; readonly prefix: string };

/** `next` is the `after` of the next page; null at the end. */
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

export type DiffItem = {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'modified' | 'renamed';
  readonly from: Entry | null;
  readonly to: Entry | null;
  /** For `renamed`: the path it had; equal bytes, found within the page. */
  readonly oldPath?: string;
};

/** What fsck found: what is broken, and what that touches. */
export type Damage =
  | { readonly type: 'object'; readonly sha256: Sha256; readonly storage: string; readonly reason: string }
  | { readonly type: 'ref'; readonly ref: string; readonly reason: string }
  | { readonly type: 'commit'; readonly commit: CommitId; readonly reason: string }
  | { readonly type: 'file'; readonly path: string; readonly commit: CommitId; readonly reason: string };
