import type { Statement } from '../db/database.ts';
import type {
  Author,
  Branch,
  Change,
  Commit,
  CommitEvent,
  CommitId,
  CommitPolicy,
  Damage,
  DiffItem,
  Edit,
  Entry,
  FileEntry,
  ListItem,
  MadeBy,
  Page,
  PathVersion,
  Person,
  PlannedCommit,
  Provenance,
  RefLike,
  Repo,
  ResolvedRef,
  Sha256,
  Tag,
  WrittenObject,
} from './version-store.ts';
import type { Versions } from './versions.ts';

type Command<Args, Result> = (versions: Versions, args: Args) => Promise<Result>;

/* Repos: by organisation and name. Errors: repo.not_found, repo.exists, name.invalid. */
export type CreateRepo = Command<{ organisation: string; name: string; description?: string }, Repo>;
export type GetRepo = Command<{ organisation: string; name: string }, Repo>;
export type GetRepoByUid = Command<{ uid: string }, Repo>;
export type ListRepos = Command<{ organisation: string; after?: string; limit?: number }, Page<Repo>>;
export type UpdateRepo = Command<
  { repo: Repo; description?: string; name?: string; defaultBranch?: string },
  Repo
>;
/** Deletes the repo with its refs, commits and staging; bytes go at the next gc. */
export type DeleteRepo = Command<{ repo: Repo }, void>;

/* Branches and tags: one name space. Errors: branch.not_found, branch.exists, tag.not_found, name.invalid. */
/**
 * `head` may be any ref: naming a branch with staged changes seals them first (`each`, `idle`). With `ifHead` only when
 * that names this commit (null: none) at the moment when the branch is made; `leftOut` as of `NameHead`.
 */
export type CreateBranch = Command<
  {
    repo: Repo;
    name: string;
    head?: RefLike | null;
    policy?: CommitPolicy;
    ifHead?: CommitId | null | undefined;
  },
  Branch & { leftOut: number }
>;
export type GetBranch = Command<{ repo: Repo; name: string }, Branch>;
export type ListBranches = Command<{ repo: Repo; after?: string; limit?: number }, Page<Branch>>;
/** Moves the head and sets the policy. `ifHead` (a commit id, or null for none) makes it compare-and-set. */
export type UpdateBranch = Command<
  { repo: Repo; name: string; head?: RefLike; policy?: CommitPolicy; ifHead?: CommitId | null },
  Branch
>;
export type DeleteBranch = Command<{ repo: Repo; name: string; ifHead?: CommitId | null }, void>;
/** `head`: the default branch unless told; `ifHead` and `leftOut` as of `CreateBranch`. */
export type CreateTag = Command<
  { repo: Repo; name: string; head?: RefLike; ifHead?: CommitId | null | undefined },
  Tag & { leftOut: number }
>;
export type ListTags = Command<{ repo: Repo; after?: string; limit?: number }, Page<Tag>>;
export type DeleteTag = Command<{ repo: Repo; name: string; ifHead?: CommitId | null | undefined }, void>;

/** Errors: ref.not_found, commit.not_found, commit.ambiguous. */
export type ResolveRef = Command<{ repo: Repo; ref: RefLike }, ResolvedRef>;
/** A repo by its name with one of its refs, the default branch unless named: `getRepo` and `resolveRef` in one look-up. */
export type OpenRef = Command<
  { organisation: string; name: string; ref?: string },
  { repo: Repo; ref: ResolvedRef }
>;
/**
 * The commit a ref names, after sealing staging under `each` and `idle`. Under `manual` the head, and
 * `leftOut`: how many staged changes are not in it. Error commit.none when the branch has no commit.
 */
export type NameHead = Command<{ repo: Repo; ref: RefLike }, { commit: CommitId; leftOut: number }>;

/** Streams bytes in; bounded memory, hashing of large bodies off the main thread. Writes no row. */
export type WriteObject = Command<{ body: Uint8Array | AsyncIterable<Uint8Array> }, WrittenObject>;
/** Bytes `start` up to, not including, `end`. Errors: object.missing. */
export type ReadObject = Command<{ sha256: Sha256; start?: number; end?: number }, AsyncIterable<Uint8Array>>;

/** All of each of these objects, with few look-ups and reads; they are in memory then. Error: object.missing. */
export type ReadObjects = Command<{ hashes: readonly Sha256[] }, ReadonlyMap<Sha256, Uint8Array>>;

/**
 * Stages the changes in one atomic, durable plan, then commits when the policy is `each`. Changes to a
 * path take effect in order. Errors: branch.not_found, branch.moved, object.precondition, file.key_invalid.
 */
export type StageChanges = Command<
  { repo: Repo; branch: string; changes: readonly Change[]; author: Person; ifHead?: CommitId | null },
  { commit: Commit | null; entries: readonly (Entry | null)[] }
>;
/** Makes a commit of what is staged; null when that changes nothing. Error branch.moved with `ifHead`. */
export type SealStaging = Command<
  {
    repo: Repo;
    branch: string;
    message?: string;
    ifHead?: CommitId | null;
    author?: Person;
    provenance?: readonly Provenance[];
  },
  Commit | null
>;
/** How many paths have staged changes. */
export type StagedCount = Command<{ repo: Repo; branch: string }, number>;
/** Which of these paths have staged changes on the branch. */
export type StagedPaths = Command<
  { ref: { readonly uid: string }; paths: readonly string[] },
  ReadonlySet<string>
>;
/**
 * A commit of sorted edits on top of `expectedHead`, as statements for the caller's own plan; guarded by
 * the head. `objects` are new bytes that the edits name; all other objects must be known. Null when the
 * edits change nothing (unless `evenIfEqual`).
 */
export type PlanCommit = Command<
  {
    repo: Repo;
    branch: string;
    expectedHead: CommitId | null;
    edits: readonly Edit[] | AsyncIterable<Edit>;
    objects?: readonly WrittenObject[];
    /** True when all objects that the edits name were just written by `openBulk`: none needs to be held. */
    held?: boolean;
    message: string;
    /** A function is asked after the edits were drawn. */
    authors: readonly Author[] | (() => readonly Author[]);
    madeBy: MadeBy;
    provenance?: readonly Provenance[];
    /** More parents after `expectedHead`: merges. */
    mergeParents?: readonly CommitId[];
    evenIfEqual?: boolean;
  },
  PlannedCommit | null
>;
/** Commits edits to a branch at once, past staging (bulk import). Retries when the head moved, unless `ifHead`. */
export type CommitEdits = Command<
  {
    repo: Repo;
    branch: string;
    edits: readonly Edit[] | (() => AsyncIterable<Edit>);
    objects?: readonly WrittenObject[];
    /** True when all objects that the edits name were just written by `openBulk`: none needs to be held. */
    held?: boolean;
    message: string;
    author: Person;
    provenance?: readonly Provenance[];
    ifHead?: CommitId | null;
  },
  Commit | null
>;

/** A branch is read with its staging. Null when there is no such file. */
export type GetEntry = Command<{ repo: Repo; ref: RefLike; path: string }, Entry | null>;
/**
 * One page in the order of UTF-8 bytes. With a `delimiter`, keys with it after `prefix` fold into one item;
 * `after` is a path or a folded prefix, exclusive. Cost follows the page.
 */
export type ListEntries = Command<
  { repo: Repo; ref: RefLike; prefix?: string; delimiter?: string; after?: string; limit?: number },
  Page<ListItem>
>;
/** Every file under a prefix, streamed; staging included on a branch. */
export type WalkEntries = (
  versions: Versions,
  args: { repo: Repo; ref: RefLike; prefix?: string; after?: string },
) => AsyncIterable<FileEntry>;
/** Files whose path matches a glob: `*` and `?` within a folder, `**` across, `[a-z]`, `{a,b}`. */
export type GlobEntries = Command<
  { repo: Repo; ref: RefLike; pattern: string; after?: string; limit?: number },
  Page<FileEntry>
>;
/** Stages a copy, without moving bytes. Contents type and metadata are the source's unless given. */
export type CopyEntry = Command<
  {
    from: { repo: Repo; ref: RefLike; path: string };
    to: { repo: Repo; branch: string; path: string };
    contentType?: string;
    metadata?: Readonly<Record<string, string>>;
    precondition?: Change['precondition'];
    author: Person;
    ifHead?: CommitId | null;
  },
  { entry: Entry; commit: Commit | null }
>;
/** `from` null: against nothing. Equal subtrees are skipped unread. */
export type Diff = Command<
  {
    repo: Repo;
    from: RefLike | null;
    to: RefLike;
    prefix?: string;
    after?: string;
    limit?: number;
    renames?: boolean;
  },
  Page<DiffItem>
>;
/** Newest first, through all parents; with `path`, the commits that changed it (a file, or a folder ending in /). */
export type Log = Command<
  { repo: Repo; ref: RefLike; path?: string; after?: string; limit?: number },
  Page<Commit>
>;
/** The version of a path that a commit has, and from it those before. */
export type PathHistory = Command<{ repo: Repo; commit: CommitId; path: string }, PathVersion>;
/** By id or unique prefix, branch or tag (as `nameHead` names them, without sealing). */
export type GetCommit = Command<{ repo: Repo; ref: RefLike }, Commit>;
/** What was made from this commit, and where. */
export type Descendants = Command<{ repo: Repo; commit: CommitId }, readonly Provenance[]>;
/** A new commit with the tree of `to`; commits what is staged first. Null when the trees are equal. */
export type RestoreBranch = Command<
  {
    repo: Repo;
    branch: string;
    to: RefLike;
    author: Person;
    message?: string;
    ifHead?: CommitId | null;
    /** Statements of the caller's for the same plan. */
    also?: readonly Statement[];
  },
  Commit | null
>;

/** Whether a branch, or a tag, has or had the commit. */
export type WasOnBranch = Command<
  { repo: Repo; branch: Exclude<ResolvedRef, { type: 'commit' }>; commit: CommitId },
  boolean
>;
/** The best common ancestor of two commits, or null. */
export type MergeBase = Command<{ repo: Repo; a: CommitId; b: CommitId }, CommitId | null>;

/** Bulk writes: objects go into packs. What `write` answered may be named after `done` answered. */
export type Bulk = {
  write(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<WrittenObject>;
  done(): Promise<void>;
};
export type OpenBulk = (versions: Versions) => Bulk;

export type ListCommitEvents = Command<{ after: number; limit?: number }, readonly CommitEvent[]>;

export type Upload = {
  readonly id: string;
  readonly repo: string;
  readonly branch: string;
  readonly path: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly startedAt: number;
  readonly author: Person;
};
export type UploadPart = {
  readonly number: number;
  readonly size: number;
  readonly etag: string;
  readonly modified: number;
};
export type CreateUpload = Command<
  {
    repo: Repo;
    branch: string;
    path: string;
    contentType: string;
    metadata?: Readonly<Record<string, string>>;
    author: Person;
  },
  Upload
>;
/** Error upload.not_found. */
export type GetUpload = Command<{ repo: Repo; id: string }, Upload>;
export type ListUploads = Command<
  { repo: Repo; branch: string; prefix?: string; after?: { path: string; id: string }; limit?: number },
  { items: readonly Upload[]; more: boolean }
>;
export type PutPart = Command<
  { upload: Upload; number: number; body: Uint8Array | AsyncIterable<Uint8Array> },
  UploadPart
>;
export type ListParts = Command<
  { upload: Upload; after?: number; limit?: number },
  { items: readonly UploadPart[]; more: boolean }
>;
/** Joins the parts into one object and stages it. Errors: upload.part_invalid, upload.not_found. */
export type CompleteUpload = Command<
  {
    repo: Repo;
    upload: Upload;
    parts: readonly { number: number; etag: string }[];
    precondition?: Change['precondition'];
    ifHead?: CommitId | null;
  },
  { entry: Entry; commit: Commit | null }
>;
export type AbortUpload = Command<{ upload: Upload }, void>;

export type Fsck = (versions: Versions) => AsyncIterable<Damage>;
export type Rebuild = (
  versions: Versions,
) => Promise<{ objects: number; refs: number; damage: readonly Damage[] }>;
/** `olderThan` in milliseconds, a day unless told; less is for tests of a store that nobody writes to. */
export type Gc = (
  versions: Versions,
  options?: { olderThan?: number },
) => Promise<{ commits: number; objects: number; bytes: number }>;
/** `temporary`: a path for the database's copy, deleted afterwards. Each body is to be read before the next file. */
export type BackupFiles = (
  versions: Versions,
  options: { temporary: string },
) => AsyncIterable<{ name: string; size: number; body: AsyncIterable<Uint8Array> }>;
