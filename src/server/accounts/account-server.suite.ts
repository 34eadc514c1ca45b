import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dbMigrations } from '../../db/migrations.ts';
import { openDatabase } from '../../db/open-database.ts';
import { createIds } from '../../db/reserve-ids.ts';
import { readConfig } from '../config.ts';
import { createEvents } from '../events.ts';
import { noHooks } from '../no-hooks.ts';
import type { Hooks } from '../server.ts';
import { createLog } from '../log.ts';
import type { Server } from '../server.ts';
import { accountMigrations } from './account-migrations.ts';
import { createAttempts } from './attempts.ts';
import { openSecrets } from './server-secrets.ts';

export type AccountServer = {
  readonly server: Server;
  /** Moves the clock. */
  pass(milliseconds: number): void;
  close(): Promise<void>;
};

/** A server with accounts only, on a database of its own, for tests. */
export const accountServer = async (
  environment: Record<string, string> = {},
  hooks: Partial<Hooks> = {},
): Promise<AccountServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'lw-accounts-'));
  const migrations = [...dbMigrations, ...accountMigrations];
  const db = await openDatabase({ file: join(folder, 'test.sqlite'), migrations, threads: false });
  let now = Date.UTC(2025, 0, 1);
  const clock = () => now;
  const random = (size: number) => randomBytes(size);
  const server: Server = {
    config: readConfig(environment),
    db,
    versions: undefined as never,
    ids: createIds(db),
    events: createEvents(() => {}),
    log: createLog('silent'),
    hooks: { ...noHooks, ...hooks },
    secrets: await openSecrets(db, random),
    attempts: createAttempts(clock),
    clock,
    random,
  };
  return {
    server,
    pass(milliseconds) {
      now += milliseconds;
    },
    async close() {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
