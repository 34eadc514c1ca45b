import type { CommitId, Change, Commit, Entry, Repo } from '../../../versions/version-store.ts';
import type * as Commands from '../../../versions/version-commands.ts';
import type { Actor } from '../../actor.ts';

type Bound<C> = C extends (versions: never, args: infer Args) => infer Result
  ? (args: Args) => Result
  : never;

/**
 * What this face does to repos: the use cases that authorise by themselves take the actor; the store's own
 * commands are called after `openBucket` and `openBranch` have. `createS3Store` binds both.
 */
export type S3Store = {
  /** Makes a repo with its default branch. */
  readonly createRepo: (actor: Actor, args: { name: string }) => Promise<Repo>;
  /** Error repo.in_use while a project uses it. */
  readonly deleteRepo: (actor: Actor, args: { repo: string }) => Promise<void>;
  /** Stages changes as one, durable when it answers. */
  readonly writeFiles: (
    actor: Actor,
    args: { repo: Repo; branch: string; changes: readonly Change[]; ifHead?: CommitId | null },
  ) => Promise<{ commit: Commit | null; entries: readonly (Entry | null)[] }>;
  readonly completeUpload: (
    actor: Actor,
    args: Parameters<Bound<Commands.CompleteUpload>>[0],
  ) => ReturnType<Bound<Commands.CompleteUpload>>;
  readonly getRepo: Bound<Commands.GetRepo>;
  readonly listRepos: Bound<Commands.ListRepos>;
  readonly createBranch: Bound<Commands.CreateBranch>;
  readonly listBranches: Bound<Commands.ListBranches>;
  readonly deleteBranch: Bound<Commands.DeleteBranch>;
  readonly listTags: Bound<Commands.ListTags>;
  readonly openRef: Bound<Commands.OpenRef>;
  readonly wasOnBranch: Bound<Commands.WasOnBranch>;
  readonly resolveRef: Bound<Commands.ResolveRef>;
  readonly writeObject: Bound<Commands.WriteObject>;
  readonly readObject: Bound<Commands.ReadObject>;
  readonly getEntry: Bound<Commands.GetEntry>;
  readonly listEntries: Bound<Commands.ListEntries>;
  readonly createUpload: Bound<Commands.CreateUpload>;
  readonly getUpload: Bound<Commands.GetUpload>;
  readonly listUploads: Bound<Commands.ListUploads>;
  readonly putPart: Bound<Commands.PutPart>;
  readonly listParts: Bound<Commands.ListParts>;
  readonly abortUpload: Bound<Commands.AbortUpload>;
};
