import type { Migration } from '../db/migration.ts';

/** The store's tables. Paths sort by UTF-8 bytes: SQLite's own order; PostgreSQL gets COLLATE "C". */
export const versionMigrations: readonly Migration[] = [
  {
    name: '0100-versions',
    statements: [
      `CREATE TABLE repo (
        uid text PRIMARY KEY, organisation text NOT NULL, name text NOT NULL, description text NOT NULL,
        default_branch text NOT NULL, created_at bigint NOT NULL, UNIQUE (organisation, name))`,
      `CREATE TABLE ref (
        uid text PRIMARY KEY, repo text NOT NULL, name text NOT NULL, type text NOT NULL, head text,
        policy text, seq bigint NOT NULL, staged_first bigint, staged_last bigint, UNIQUE (repo, name))`,
      `CREATE INDEX ref_staged ON ref (staged_first) WHERE staged_first IS NOT NULL`,
      `CREATE TABLE repo_commit (
        repo text NOT NULL, id text NOT NULL, tree text NOT NULL, time bigint NOT NULL, body text NOT NULL,
        touched bigint NOT NULL, PRIMARY KEY (repo, id))`,
      `CREATE TABLE commit_source (
        repo text NOT NULL, commit_id text NOT NULL, source_repo text NOT NULL, source_commit text NOT NULL,
        PRIMARY KEY (repo, commit_id, source_repo, source_commit))`,
      `CREATE INDEX commit_source_back ON commit_source (source_repo, source_commit)`,
      `CREATE TABLE commit_event (
        seq bigint PRIMARY KEY, id text NOT NULL UNIQUE, repo text NOT NULL, branch text NOT NULL,
        commit_id text NOT NULL, previous text, time bigint NOT NULL)`,
      `CREATE TABLE staged (
        ref text NOT NULL, path text NOT NULL, seq bigint NOT NULL, sha256 text, size bigint NOT NULL,
        modified bigint NOT NULL, content_type text NOT NULL, metadata text NOT NULL, etag text NOT NULL,
        author text NOT NULL, author_name text NOT NULL, PRIMARY KEY (ref, path, seq))`,
      `CREATE INDEX staged_seq ON staged (ref, seq)`,
      `CREATE TABLE object (
        sha256 text PRIMARY KEY, size bigint NOT NULL, place text NOT NULL, storage text NOT NULL,
        start bigint NOT NULL, touched bigint NOT NULL)`,
      `CREATE INDEX object_storage ON object (storage, start)`,
      `CREATE TABLE journal (
        sha256 text PRIMARY KEY, kind text NOT NULL, note text NOT NULL, bytes {{blob}} NOT NULL)`,
      `CREATE TABLE upload (
        id text PRIMARY KEY, repo text NOT NULL, branch text NOT NULL, path text NOT NULL,
        content_type text NOT NULL, metadata text NOT NULL, author text NOT NULL, author_name text NOT NULL,
        started_at bigint NOT NULL)`,
      `CREATE INDEX upload_path ON upload (repo, branch, path, id)`,
      `CREATE TABLE upload_part (
        upload text NOT NULL, number bigint NOT NULL, size bigint NOT NULL, md5 text NOT NULL,
        storage text NOT NULL, modified bigint NOT NULL, PRIMARY KEY (upload, number))`,
      `CREATE TABLE gc_mark (sha256 text PRIMARY KEY)`,
    ],
  },
];
