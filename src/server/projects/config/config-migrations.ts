import type { Migration } from '../../../db/migration.ts';

/*
 * - `project_config` has a row for each config that a project had, from its first change on: from which it was made,
 *   and what became of the classes (JSON: ClassMapping). Rows never change.
 * - `config_version` of a draft or a prediction is the one that its result is written in: nothing is rewritten when
 *   the config changes, and going back to a config brings back what was; see `config-versions.ts`.
 */
export const configMigrations: readonly Migration[] = [
  {
    name: '0207-config-versions',
    statements: [
      `CREATE TABLE project_config (
        project bigint NOT NULL, version integer NOT NULL, parent integer, config text NOT NULL,
        mapping text NOT NULL, PRIMARY KEY (project, version))`,
      'ALTER TABLE project ADD COLUMN config_version integer NOT NULL DEFAULT 0',
      'ALTER TABLE draft ADD COLUMN config_version integer NOT NULL DEFAULT 0',
      'ALTER TABLE prediction ADD COLUMN config_version integer NOT NULL DEFAULT 0',
    ],
  },
];
