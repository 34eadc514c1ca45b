import type { Migration } from '../db/migration.ts';

/*
 * - `pipeline.subject` is what the pipeline works for (`project:12`): its owner finds it by that.
 * - `pipeline_input` are the branches whose commits wake a pipeline.
 * - `pipeline_pending` gathers what landed since the last run: the debounce. `pipeline_pending_commit` is branch by
 *   branch the newest; `changes` grows with every change of either; `nonce` sets a run that a person asked for apart from one with the same inputs.
 * - `queue_item` is the one queue. Ready items are claimed by `queue_ready`; expired leases are found by
 *   `queue_lease` in a statement of its own: one query for both was 30 to 60 times slower.
 * - `pipeline_step` remembers what each step read (`input_hash`) and made; the next run finds it by that hash.
 */
export const pipelineMigrations: readonly Migration[] = [
  {
    name: '0300-pipelines',
    statements: [
      `CREATE TABLE pipeline (
        id text PRIMARY KEY, organisation text NOT NULL, name text NOT NULL, subject text NOT NULL,
        spec_version integer NOT NULL, active integer NOT NULL, created_at bigint NOT NULL,
        updated_at bigint NOT NULL, UNIQUE (organisation, name))`,
      'CREATE INDEX pipeline_subject ON pipeline (subject)',
      `CREATE TABLE pipeline_spec (
        pipeline text NOT NULL, version integer NOT NULL, spec text NOT NULL, created_at bigint NOT NULL,
        created_by text NOT NULL, PRIMARY KEY (pipeline, version))`,
      `CREATE TABLE pipeline_input (
        pipeline text NOT NULL, repo text NOT NULL, branch text NOT NULL,
        PRIMARY KEY (pipeline, repo, branch))`,
      'CREATE INDEX pipeline_input_branch ON pipeline_input (repo, branch)',
      `CREATE TABLE pipeline_pending (
        pipeline text PRIMARY KEY, changes integer NOT NULL, weight bigint NOT NULL, nonce text NOT NULL,
        first_at bigint NOT NULL, last_at bigint NOT NULL, due_at bigint NOT NULL)`,
      `CREATE TABLE pipeline_pending_commit (
        pipeline text NOT NULL, repo text NOT NULL, branch text NOT NULL, commit_id text NOT NULL,
        PRIMARY KEY (pipeline, repo, branch))`,
      'CREATE INDEX pipeline_pending_due ON pipeline_pending (due_at)',
      'CREATE TABLE event_cursor (consumer text PRIMARY KEY, seq bigint NOT NULL)',
      `CREATE TABLE queue_item (
        id text PRIMARY KEY, queue text NOT NULL, idempotency_key text NOT NULL UNIQUE, subject text NOT NULL,
        state text NOT NULL, ready_at bigint NOT NULL, lease_owner text, lease_until bigint,
        tries integer NOT NULL, max_tries integer NOT NULL, error text,
        created_at bigint NOT NULL, updated_at bigint NOT NULL)`,
      `CREATE INDEX queue_ready ON queue_item (queue, ready_at, id) WHERE state = 'ready'`,
      `CREATE INDEX queue_lease ON queue_item (lease_until) WHERE state = 'running'`,
      `CREATE INDEX queue_subject ON queue_item (subject)`,
      `CREATE TABLE pipeline_run (
        id text PRIMARY KEY, pipeline text NOT NULL, spec_version integer NOT NULL, inputs text NOT NULL,
        state text NOT NULL, reason text, progress real NOT NULL, doing text, metrics text,
        cancel integer NOT NULL, created_at bigint NOT NULL, started_at bigint, ended_at bigint)`,
      'CREATE INDEX pipeline_run_age ON pipeline_run (pipeline, created_at, id)',
      `CREATE INDEX pipeline_run_open ON pipeline_run (pipeline) WHERE ended_at IS NULL`,
      `CREATE TABLE pipeline_step (
        run text NOT NULL, name text NOT NULL, pipeline text NOT NULL, position integer NOT NULL,
        state text NOT NULL, input_hash text NOT NULL, output_hash text NOT NULL, output text NOT NULL,
        started_at bigint NOT NULL, ended_at bigint NOT NULL, PRIMARY KEY (run, name))`,
      'CREATE INDEX pipeline_step_input ON pipeline_step (pipeline, name, input_hash)',
      `CREATE TABLE pipeline_log (
        run text NOT NULL, seq integer NOT NULL, time bigint NOT NULL, level text NOT NULL, step text,
        text text NOT NULL, PRIMARY KEY (run, seq))`,
    ],
  },
];
