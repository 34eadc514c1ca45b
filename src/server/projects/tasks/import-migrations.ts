import type { Migration } from '../../../db/migration.ts';

/** Where the rows of an import wait: no index, and no column that the others tell (decision 0003). */
export const importMigrations: readonly Migration[] = [
  {
    name: '0208-import-rows',
    statements: [
      // they hold something while an import is under way only
      ...['task', 'annotation', 'annotation_class', 'prediction'].map((name) => `DROP TABLE import_${name}`),
      `CREATE TABLE import_task (
        import bigint NOT NULL, id bigint NOT NULL, key text NOT NULL, data text NOT NULL,
        data_hash text NOT NULL, extra text, annotations integer NOT NULL, skips integer NOT NULL,
        predictions integer NOT NULL, score real)`,
      `CREATE TABLE import_annotation (
        import bigint NOT NULL, id bigint NOT NULL, uid text NOT NULL, task bigint NOT NULL, author text,
        updated_by text, result text NOT NULL, skipped integer NOT NULL, ground_truth integer NOT NULL,
        lead_time real, version integer NOT NULL, parents text, made_on text, extra text,
        created_at bigint NOT NULL, updated_at bigint NOT NULL)`,
      `CREATE TABLE import_annotation_class (
        import bigint NOT NULL, annotation bigint NOT NULL, control text NOT NULL, name text NOT NULL,
        task bigint NOT NULL, count integer NOT NULL)`,
      `CREATE TABLE import_prediction (
        import bigint NOT NULL, id bigint NOT NULL, uid text NOT NULL, task bigint NOT NULL,
        result text NOT NULL, score real, model_version text NOT NULL)`,
    ],
  },
];
