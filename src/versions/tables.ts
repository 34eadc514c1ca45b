import { queryBuilder } from '../db/query-builder.ts';

export type VersionTables = {
  repo: {
    uid: string;
    organisation: string;
    name: string;
    description: string;
    default_branch: string;
    created_at: number;
  };
  /** Branches and tags. `seq` counts staged changes ever made; `staged_first` is null when nothing is staged. */
  ref: {
    uid: string;
    repo: string;
    name: string;
    type: 'branch' | 'tag';
    head: string | null;
    policy: string | null;
    seq: number;
    staged_first: number | null;
    staged_last: number | null;
  };
  /** Which commits a repo has; `body` is the commit object's text. */
  repo_commit: { repo: string; id: string; tree: string; time: number; body: string; touched: number };
  commit_source: { repo: string; commit_id: string; source_repo: string; source_commit: string };
  commit_event: {
    seq: number;
    id: string;
    repo: string;
    branch: string;
    commit_id: string;
    previous: string | null;
    time: number;
  };
  /** A log: of one path the highest `seq` holds. `sha256` null: removed. */
  staged: {
    ref: string;
    path: string;
    seq: number;
    sha256: string | null;
    size: number;
    modified: number;
    content_type: string;
    metadata: string;
    etag: string;
    author: string;
    author_name: string;
  };
  /** Where an object's bytes are: in `journal`, or in the blob `storage` from `start`. */
  object: {
    sha256: string;
    size: number;
    place: 'journal' | 'pack' | 'blob';
    storage: string;
    start: number;
    touched: number;
  };
  journal: { sha256: string; kind: ObjectKind; note: string; bytes: Uint8Array };
  upload: {
    id: string;
    repo: string;
    branch: string;
    path: string;
    content_type: string;
    metadata: string;
    author: string;
    author_name: string;
    started_at: number;
  };
  upload_part: {
    upload: string;
    number: number;
    size: number;
    md5: string;
    storage: string;
    modified: number;
  };
  gc_mark: { sha256: string };
};

/** What an object is; packs keep it, so that a database can be made from them. A commit's note is its repo. */
export type ObjectKind = 'file' | 'node' | 'commit';

export const sql = queryBuilder<VersionTables>();
