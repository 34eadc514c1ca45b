import type { Migration } from '../../../db/migration.ts';

/*
 * - `annotation_class` says which classes an annotation uses, how often; skipped ones have no rows. It is written
 *   with the annotation's result, and is what tasks are filtered by.
 * - `class_count` is the sum over the live tasks of a project, kept by `tasks/change-tasks.ts`, never counted.
 * - `project.classed` is 0 where annotations from before these tables are still to be counted.
 */
export const classMigrations: readonly Migration[] = [
  {
    name: '0203-classes',
    statements: [
      `CREATE TABLE annotation_class (
        annotation bigint NOT NULL, control text NOT NULL, name text NOT NULL, task bigint NOT NULL,
        project bigint NOT NULL, count integer NOT NULL, PRIMARY KEY (annotation, control, name))`,
      'CREATE INDEX annotation_class_task ON annotation_class (task)',
      'CREATE INDEX annotation_class_name ON annotation_class (project, name, task)',
      `CREATE TABLE class_count (
        project bigint NOT NULL, control text NOT NULL, name text NOT NULL, count bigint NOT NULL,
        PRIMARY KEY (project, control, name))`,
      `CREATE TABLE import_annotation_class (
        import bigint NOT NULL, annotation bigint NOT NULL, control text NOT NULL, name text NOT NULL,
        task bigint NOT NULL, count integer NOT NULL, PRIMARY KEY (import, annotation, control, name))`,
      'ALTER TABLE project ADD COLUMN classed integer NOT NULL DEFAULT 1',
      'UPDATE project SET classed = 0 WHERE annotations > 0',
    ],
  },
];
