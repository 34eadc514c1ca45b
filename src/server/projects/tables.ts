/*
 * Rows of the projects layer as they are read. Flags are 0 and 1, times milliseconds since 1970, JSON is text.
 * What the columns mean beyond their names stands in `migrations.ts`.
 */

export type ProjectRow = {
  readonly id: number;
  readonly uid: string;
  readonly organisation: string;
  readonly title: string;
  readonly description: string;
  readonly color: string;
  readonly config: string;
  readonly instructions: string;
  readonly show_instructions: number;
  /** Settings of Label Studio's API that have no meaning here but are answered as they were given. */
  readonly settings: string;
  readonly target_repo: string;
  readonly target_branch: string;
  readonly base: string | null;
  readonly meta_hash: string | null;
  readonly seq: number;
  readonly created_at: number;
  readonly created_by: string;
  readonly updated_at: number;
  readonly tasks: number;
  readonly labeled: number;
  readonly skipped: number;
  readonly retired: number;
  readonly annotations: number;
  readonly predictions: number;
  readonly drafts: number;
  readonly pending_new: number;
  readonly pending_changed: number;
  readonly pending_retired: number;
  readonly conflicts: number;
  /** Tasks whose annotations are accepted, and tasks with a rejected one. */
  readonly accepted: number;
  readonly rejected: number;
  readonly classed: number;
  readonly config_version: number;
};

export type MemberRow = { readonly project: number; readonly account: string; readonly role: string };

export type SourceRow = {
  readonly id: number;
  readonly project: number;
  readonly repo: string;
  readonly branch: string;
  readonly glob: string;
  readonly method: 'files' | 'tasks';
  readonly method_chosen: number;
  readonly changed_policy: 'replace' | 'keep' | 'block';
  readonly title: string;
  readonly settings: string;
  readonly synced_commit: string | null;
  readonly synced_at: number | null;
  readonly added: number;
  readonly retired: number;
  readonly changed: number;
  readonly error: string | null;
  readonly created_at: number;
};

export type TaskState = 'open' | 'labeled' | 'skipped' | 'retired';

export type TaskRow = {
  readonly id: number;
  readonly project: number;
  readonly key: string;
  readonly data: string;
  readonly data_hash: string;
  readonly extra: string | null;
  readonly source: number | null;
  readonly source_repo: string | null;
  readonly source_path: string | null;
  readonly source_sha256: string | null;
  /** JSON: a number, a string, or null. */
  readonly source_row: string | null;
  readonly position: number | null;
  readonly stale: number;
  readonly state: TaskState;
  readonly retired: number;
  readonly revived: number;
  readonly parked: number;
  readonly annotations: number;
  readonly skips: number;
  readonly predictions: number;
  /** Of the newest prediction. */
  readonly score: number | null;
  readonly drafts: number;
  readonly suggestion: number;
  readonly review: 'accepted' | 'rejected' | null;
  /** Open ones. */
  readonly comments: number;
  readonly assignee: string | null;
  /** The project's `seq` at the last change that a label commit would hold. */
  readonly version: number;
  readonly in_base: number;
  /** 0 nothing, 1 new, 2 changed, 3 retired: what the next label commit does to its file. */
  readonly pending: number;
  readonly created_at: number;
  readonly updated_at: number;
};

export type AnnotationRow = {
  readonly id: number;
  readonly uid: string;
  readonly project: number;
  readonly task: number;
  readonly author: string | null;
  readonly updated_by: string | null;
  readonly result: string;
  readonly skipped: number;
  readonly ground_truth: number;
  readonly lead_time: number | null;
  readonly version: number;
  readonly seq: number;
  readonly committed: number;
  readonly parents: string | null;
  readonly made_on: string | null;
  readonly extra: string | null;
  readonly review: 'accepted' | 'rejected' | null;
  readonly review_comment: string | null;
  readonly review_by: string | null;
  readonly review_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
};

export type DraftRow = {
  readonly id: number;
  readonly project: number;
  readonly task: number;
  readonly account: string;
  readonly annotation: number | null;
  readonly result: string;
  readonly lead_time: number | null;
  /** The config that `result` is written in; see `config/config-versions.ts`. */
  readonly config_version: number;
  readonly created_at: number;
  readonly updated_at: number;
};

export type PredictionRow = {
  readonly id: number;
  readonly uid: string;
  readonly project: number;
  readonly task: number;
  readonly result: string;
  readonly score: number | null;
  readonly model_version: string;
  /** The config that `result` is written in; see `config/config-versions.ts`. */
  readonly config_version: number;
  readonly created_at: number;
};

export type ProjectConfigRow = {
  readonly project: number;
  readonly version: number;
  readonly parent: number | null;
  readonly config: string;
  /** JSON: ClassMapping. */
  readonly mapping: string;
};

export type LeaseRow = {
  readonly task: number;
  readonly project: number;
  readonly account: string;
  readonly name: string;
  readonly until: number;
};

export type ConflictRow = {
  readonly id: string;
  readonly project: number;
  readonly key: string;
  readonly annotation: string;
  readonly identity: string;
  readonly kind: string;
  /** JSON: a TaskConflict of the label merge, or what a source's change would do. */
  readonly detail: string;
  readonly head: string;
  readonly created_at: number;
  readonly resolved_at: number | null;
  readonly resolution: string | null;
  /** The act that settled it, with others perhaps. */
  readonly settlement: string | null;
};

export type LabelChangeRow = {
  readonly project: number;
  readonly task: number;
  readonly author: string;
  readonly changed_by: string;
  readonly name: string;
  readonly seq: number;
  readonly changes: number;
};

export type CommentRow = {
  readonly id: string;
  readonly project: number;
  readonly task: number;
  readonly annotation: number | null;
  readonly region: string | null;
  readonly author: string;
  readonly text: string;
  readonly created_at: number;
  readonly resolved_by: string | null;
  readonly resolved_at: number | null;
};

export type AuditRow = {
  readonly project: number;
  readonly at: number;
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly kind: string;
  readonly task: number | null;
  readonly annotation: number | null;
  /** JSON. */
  readonly detail: string;
  readonly undo: 'open' | 'done' | null;
};

export type UndoRangeRow = {
  readonly act: string;
  readonly first: number;
  readonly last: number;
  readonly project: number;
  readonly seq: number;
  readonly before: string | null;
};

export type ClassRow = {
  readonly annotation: number;
  readonly control: string;
  readonly name: string;
  readonly task: number;
  readonly project: number;
  readonly count: number;
};

export type RequestRow = {
  readonly account: string;
  readonly request: string;
  readonly project: number;
  readonly annotation: number;
  readonly created_at: number;
};

export type MediaRow = {
  readonly project: number;
  readonly task: number;
  readonly uri: string;
  readonly sha256: string;
  readonly content_type: string;
  readonly size: number;
};
