import type { Migration } from './migration.ts';

/** The tables of the database layer itself. */
export const dbMigrations: readonly Migration[] = [
  {
    name: '0000-sequence',
    statements: ['CREATE TABLE sequence (name text PRIMARY KEY, next bigint NOT NULL)'],
  },
];
