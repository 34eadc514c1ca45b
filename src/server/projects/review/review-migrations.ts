import type { Migration } from '../../../db/migration.ts';

/*
 * - `annotation.review`: accepted or rejected; a change of the annotation ends it. `task.review` follows from its
 *   annotations (kept by `tasks/change-tasks.ts`): rejected while one is, accepted when all that are no skips are.
 * - `task.comments` counts the open ones.
 * - `project_audit` rows are written by the plan of the act itself.
 */
export const reviewMigrations: readonly Migration[] = [
  {
    name: '0202-review',
    statements: [
      'ALTER TABLE annotation ADD COLUMN review text',
      'ALTER TABLE annotation ADD COLUMN review_comment text',
      'ALTER TABLE annotation ADD COLUMN review_by text',
      'ALTER TABLE annotation ADD COLUMN review_at bigint',
      `CREATE INDEX annotation_rejected ON annotation (project, author) WHERE review = 'rejected'`,
      'ALTER TABLE task ADD COLUMN review text',
      'ALTER TABLE task ADD COLUMN comments integer NOT NULL DEFAULT 0',
      'CREATE INDEX task_by_review ON task (project, review, id) WHERE review IS NOT NULL',
      'ALTER TABLE project ADD COLUMN accepted integer NOT NULL DEFAULT 0',
      'ALTER TABLE project ADD COLUMN rejected integer NOT NULL DEFAULT 0',
      `CREATE TABLE task_comment (
        id text PRIMARY KEY, project bigint NOT NULL, task bigint NOT NULL, annotation bigint, region text,
        author text NOT NULL, text text NOT NULL, created_at bigint NOT NULL, resolved_by text,
        resolved_at bigint)`,
      'CREATE INDEX task_comment_task ON task_comment (task, created_at)',
      'CREATE INDEX task_comment_project ON task_comment (project)',
      `CREATE TABLE project_audit (
        project bigint NOT NULL, at bigint NOT NULL, id text NOT NULL, account text NOT NULL, name text NOT NULL,
        kind text NOT NULL, task bigint, annotation bigint, detail text NOT NULL,
        PRIMARY KEY (project, at, id))`,
    ],
  },
];
