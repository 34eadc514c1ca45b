import type * as Commands from '../../../versions/version-commands.ts';

type Bound<C> = C extends (versions: never, args: infer Args) => infer Result
  ? (args: Args) => Result
  : never;

/** The commands of the versioned store that this face uses, bound to a store; `bindS3Store` makes one. */
export type S3Store = {
  readonly createRepo: Bound<Commands.CreateRepo>;
  readonly getRepo: Bound<Commands.GetRepo>;
  readonly listRepos: Bound<Commands.ListRepos>;
  readonly deleteRepo: Bound<Commands.DeleteRepo>;
  readonly createBranch: Bound<Commands.CreateBranch>;
  readonly listBranches: Bound<Commands.ListBranches>;
  readonly deleteBranch: Bound<Commands.DeleteBranch>;
  readonly listTags: Bound<Commands.ListTags>;
  readonly resolveRef: Bound<Commands.ResolveRef>;
  readonly writeObject: Bound<Commands.WriteObject>;
  readonly readObject: Bound<Commands.ReadObject>;
  readonly stageChanges: Bound<Commands.StageChanges>;
  readonly getEntry: Bound<Commands.GetEntry>;
  readonly listEntries: Bound<Commands.ListEntries>;
  readonly createUpload: Bound<Commands.CreateUpload>;
  readonly getUpload: Bound<Commands.GetUpload>;
  readonly listUploads: Bound<Commands.ListUploads>;
  readonly putPart: Bound<Commands.PutPart>;
  readonly listParts: Bound<Commands.ListParts>;
  readonly completeUpload: Bound<Commands.CompleteUpload>;
  readonly abortUpload: Bound<Commands.AbortUpload>;
};
