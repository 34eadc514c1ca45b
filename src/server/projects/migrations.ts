import type { Migration } from '../../db/migration.ts';

/*
 * Counters are kept, never counted: every plan that changes tasks goes through `tasks/change-tasks.ts`.
 *
 * - `project.seq` grows with every change that a label commit would hold. `task.version` and `annotation.seq` are
 *   its value at their last change. A commit reads `seq` first; what is newer stays pending.
 * - `project.base` is the label commit that the rows equal, but for tasks with `pending` > 0.
 * - `project.meta_hash` is the hash of project.json, config.xml and instructions in `base`.
 * - Only one task of a key is live; the retired ones stay as the history of the key.
 * - `task.revived`: live again by a restore although its source retired it; `task.parked`: the one that stood
 *   aside for it. Both go back when the labels that caused it leave.
 * - `task.position`: its row in the source file now, which no label file tells. `task.stale`: the source has other
 *   data by now, and the policy kept this.
 * - `label_change` says who changed what since `base`: the authors of the next commit, and what is whose.
 * - `import_…` hold the rows of imports under way; nobody sees them.
 */
export const projectMigrations: readonly Migration[] = [
  {
    name: '0200-projects',
    statements: [
      `CREATE TABLE project (
        id bigint PRIMARY KEY, uid text NOT NULL UNIQUE, organisation text NOT NULL,
        title text NOT NULL, description text NOT NULL, color text NOT NULL,
        config text NOT NULL, instructions text NOT NULL, show_instructions integer NOT NULL,
        settings text NOT NULL,
        target_repo text NOT NULL, target_branch text NOT NULL, base text, meta_hash text,
        seq bigint NOT NULL DEFAULT 0,
        created_at bigint NOT NULL, created_by text NOT NULL, updated_at bigint NOT NULL,
        tasks integer NOT NULL DEFAULT 0, labeled integer NOT NULL DEFAULT 0,
        skipped integer NOT NULL DEFAULT 0, retired integer NOT NULL DEFAULT 0,
        annotations integer NOT NULL DEFAULT 0, predictions integer NOT NULL DEFAULT 0,
        drafts integer NOT NULL DEFAULT 0, pending_new integer NOT NULL DEFAULT 0,
        pending_changed integer NOT NULL DEFAULT 0, pending_retired integer NOT NULL DEFAULT 0,
        conflicts integer NOT NULL DEFAULT 0)`,
      'CREATE INDEX project_organisation ON project (organisation, id)',
      'CREATE UNIQUE INDEX project_target ON project (organisation, target_repo, target_branch)',
      `CREATE TABLE project_member (
        project bigint NOT NULL, account text NOT NULL, role text NOT NULL, PRIMARY KEY (project, account))`,
      'CREATE INDEX project_member_account ON project_member (account)',
      `CREATE TABLE project_source (
        id bigint PRIMARY KEY, project bigint NOT NULL, repo text NOT NULL, branch text NOT NULL,
        glob text NOT NULL, method text NOT NULL, method_chosen integer NOT NULL,
        changed_policy text NOT NULL, title text NOT NULL, settings text NOT NULL,
        synced_commit text, synced_at bigint, added integer NOT NULL DEFAULT 0,
        retired integer NOT NULL DEFAULT 0, changed integer NOT NULL DEFAULT 0, error text,
        created_at bigint NOT NULL)`,
      'CREATE INDEX project_source_project ON project_source (project)',
      'CREATE INDEX project_source_branch ON project_source (repo, branch)',
      `CREATE TABLE task (
        id bigint PRIMARY KEY, project bigint NOT NULL, key text NOT NULL,
        data text NOT NULL, data_hash text NOT NULL, extra text,
        source bigint, source_repo text, source_path text, source_sha256 text, source_row text,
        position integer, stale integer NOT NULL DEFAULT 0,
        state text NOT NULL, retired integer NOT NULL DEFAULT 0,
        revived integer NOT NULL DEFAULT 0, parked integer NOT NULL DEFAULT 0,
        annotations integer NOT NULL DEFAULT 0, skips integer NOT NULL DEFAULT 0,
        predictions integer NOT NULL DEFAULT 0, drafts integer NOT NULL DEFAULT 0,
        suggestion integer NOT NULL DEFAULT 0, version bigint NOT NULL DEFAULT 0,
        in_base integer NOT NULL DEFAULT 0, pending integer NOT NULL DEFAULT 0,
        created_at bigint NOT NULL, updated_at bigint NOT NULL)`,
      'CREATE UNIQUE INDEX task_live_key ON task (project, key) WHERE retired = 0',
      'CREATE INDEX task_key ON task (project, key)',
      'CREATE INDEX task_by_id ON task (project, id)',
      'CREATE INDEX task_live ON task (project, id) WHERE retired = 0',
      'CREATE INDEX task_by_state ON task (project, state, id)',
      'CREATE INDEX task_by_update ON task (project, updated_at, id)',
      'CREATE INDEX task_by_state_update ON task (project, state, updated_at, id)',
      'CREATE INDEX task_pending ON task (project, pending) WHERE pending > 0',
      'CREATE INDEX task_source ON task (source, source_path) WHERE source IS NOT NULL',
      'CREATE INDEX task_data_hash ON task (project, data_hash)',
      'CREATE INDEX task_sha256 ON task (project, source_sha256) WHERE source_sha256 IS NOT NULL',
      `CREATE TABLE annotation (
        id bigint PRIMARY KEY, uid text NOT NULL, project bigint NOT NULL, task bigint NOT NULL,
        author text, updated_by text, result text NOT NULL, skipped integer NOT NULL,
        ground_truth integer NOT NULL DEFAULT 0, lead_time real, version integer NOT NULL,
        seq bigint NOT NULL, committed integer NOT NULL DEFAULT 0, parents text, made_on text, extra text,
        created_at bigint NOT NULL, updated_at bigint NOT NULL)`,
      'CREATE UNIQUE INDEX annotation_uid ON annotation (task, uid)',
      'CREATE INDEX annotation_project ON annotation (project, id)',
      `CREATE INDEX annotation_special ON annotation (project, ground_truth, skipped)
        WHERE ground_truth = 1 OR skipped = 1`,
      'CREATE INDEX annotation_uncommitted ON annotation (project) WHERE committed = 0',
      `CREATE TABLE draft (
        id bigint PRIMARY KEY, project bigint NOT NULL, task bigint NOT NULL, account text NOT NULL,
        annotation bigint, result text NOT NULL, lead_time real,
        created_at bigint NOT NULL, updated_at bigint NOT NULL)`,
      'CREATE UNIQUE INDEX draft_of_account ON draft (task, account)',
      'CREATE INDEX draft_project ON draft (project)',
      `CREATE TABLE prediction (
        id bigint PRIMARY KEY, uid text NOT NULL, project bigint NOT NULL, task bigint NOT NULL,
        result text NOT NULL, score real, model_version text NOT NULL, created_at bigint NOT NULL)`,
      'CREATE INDEX prediction_task ON prediction (task, id)',
      'CREATE INDEX prediction_project ON prediction (project, id)',
      `CREATE TABLE task_lease (
        task bigint PRIMARY KEY, project bigint NOT NULL, account text NOT NULL, name text NOT NULL,
        until bigint NOT NULL)`,
      'CREATE INDEX task_lease_account ON task_lease (project, account, until)',
      'CREATE INDEX task_lease_until ON task_lease (until)',
      `CREATE TABLE label_conflict (
        id text PRIMARY KEY, project bigint NOT NULL, key text NOT NULL, annotation text NOT NULL,
        identity text NOT NULL, kind text NOT NULL, detail text NOT NULL, head text NOT NULL,
        created_at bigint NOT NULL, resolved_at bigint, resolution text)`,
      'CREATE INDEX label_conflict_open ON label_conflict (project, id) WHERE resolved_at IS NULL',
      `CREATE TABLE label_change (
        project bigint NOT NULL, task bigint NOT NULL, author text NOT NULL, changed_by text NOT NULL,
        name text NOT NULL, seq bigint NOT NULL, changes integer NOT NULL,
        PRIMARY KEY (project, task, author, changed_by))`,
      'CREATE INDEX label_change_author ON label_change (project, author)',
      'CREATE INDEX label_change_seq ON label_change (project, seq)',
      'CREATE INDEX label_change_task ON label_change (task)',
      `CREATE TABLE submit_request (
        account text NOT NULL, request text NOT NULL, project bigint NOT NULL, annotation bigint NOT NULL,
        created_at bigint NOT NULL, PRIMARY KEY (account, request))`,
      'CREATE INDEX submit_request_age ON submit_request (created_at)',
      'CREATE INDEX submit_request_project ON submit_request (project)',
      `CREATE TABLE task_media (
        project bigint NOT NULL, task bigint NOT NULL, uri text NOT NULL, sha256 text NOT NULL,
        content_type text NOT NULL, size bigint NOT NULL, PRIMARY KEY (task, uri))`,
      'CREATE INDEX task_media_sha256 ON task_media (project, sha256)',
    ],
  },
  {
    name: '0201-imports',
    statements: [
      // imports waited under negative projects before
      ...['task', 'annotation', 'prediction'].map((table) => `DELETE FROM ${table} WHERE project < 0`),
      `CREATE TABLE import_task (
        import bigint NOT NULL, id bigint NOT NULL, key text NOT NULL, data text NOT NULL,
        data_hash text NOT NULL, extra text, state text NOT NULL, annotations integer NOT NULL,
        skips integer NOT NULL, predictions integer NOT NULL, pending integer NOT NULL,
        created_at bigint NOT NULL, updated_at bigint NOT NULL, PRIMARY KEY (import, id))`,
      `CREATE TABLE import_annotation (
        import bigint NOT NULL, id bigint NOT NULL, uid text NOT NULL, task bigint NOT NULL, author text,
        updated_by text, result text NOT NULL, skipped integer NOT NULL, ground_truth integer NOT NULL,
        lead_time real, version integer NOT NULL, parents text, made_on text, extra text,
        created_at bigint NOT NULL, updated_at bigint NOT NULL, PRIMARY KEY (import, id))`,
      `CREATE TABLE import_prediction (
        import bigint NOT NULL, id bigint NOT NULL, uid text NOT NULL, task bigint NOT NULL,
        result text NOT NULL, score real, model_version text NOT NULL, created_at bigint NOT NULL,
        PRIMARY KEY (import, id))`,
    ],
  },
];
