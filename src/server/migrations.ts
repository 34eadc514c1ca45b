import type { Migration } from '../db/migration.ts';
import { dbMigrations } from '../db/migrations.ts';
import { pipelineMigrations } from '../pipelines/migrations.ts';
import { versionMigrations } from '../versions/migrations.ts';
import { accountMigrations } from './accounts/account-migrations.ts';
import { suggestionMigrations } from './pipelines/suggestion-migrations.ts';
import { assignMigrations } from './projects/assign/assign-migrations.ts';
import { classMigrations } from './projects/classes/class-migrations.ts';
import { configMigrations } from './projects/config/config-migrations.ts';
import { projectMigrations } from './projects/migrations.ts';
import { importMigrations } from './projects/tasks/import-migrations.ts';
import { reviewMigrations } from './projects/review/review-migrations.ts';
import { projectVersionMigrations } from './projects/versions/version-migrations.ts';
import { workMigrations } from './projects/work/work-migrations.ts';
import { undoMigrations } from './projects/undo/undo-migrations.ts';
import { upkeepMigrations } from './upkeep/migrations.ts';
import { webhookMigrations } from './webhooks/migrations.ts';

/** The schema of all layers; applied by name. */
export const allMigrations: readonly Migration[] = [
  ...dbMigrations,
  ...accountMigrations,
  ...versionMigrations,
  ...projectMigrations,
  ...reviewMigrations,
  ...classMigrations,
  ...assignMigrations,
  ...projectVersionMigrations,
  ...workMigrations,
  ...undoMigrations,
  ...configMigrations,
  ...importMigrations,
  ...pipelineMigrations,
  ...suggestionMigrations,
  ...webhookMigrations,
  ...upkeepMigrations,
];
