import type { Migration } from '../../../db/migration.ts';

/** `label_work`: what changes all labels of a project just now, or a killed process left; see `label-work.ts`. */
export const workMigrations: readonly Migration[] = [
  {
    name: '0206-work',
    statements: [
      `CREATE TABLE label_work (
        project bigint PRIMARY KEY, work text NOT NULL, before text, "commit" text, at bigint NOT NULL)`,
    ],
  },
];
