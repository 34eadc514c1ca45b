import { test } from 'vitest';
import { databaseSuite } from './database.suite.ts';
import { hasDriver } from './load-driver.ts';

for (const driver of ['better-sqlite3', 'libsql'] as const) {
  if (hasDriver(driver)) {
    databaseSuite(`database, inline, ${driver}`, { threads: false, driver });
    databaseSuite(`database, threads, ${driver}`, { threads: true, driver });
  } else {
    test.skip(`database on ${driver}: not installed`, () => {});
  }
}
