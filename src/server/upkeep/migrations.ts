import type { Migration } from '../../db/migration.ts';

/** `upkeep_lease`: who works on the store as a whole, and until when that is sure: one gc, or some backups. */
export const upkeepMigrations: readonly Migration[] = [
  {
    name: '0500-upkeep',
    statements: [
      'CREATE TABLE upkeep_lease (holder text PRIMARY KEY, work text NOT NULL, until bigint NOT NULL)',
    ],
  },
];
