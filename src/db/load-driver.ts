import { createRequire } from 'node:module';

export type DriverName = 'better-sqlite3' | 'libsql';

/** The part of the API that better-sqlite3 and libsql share and that behaves alike in both. */
export type DriverStatement = {
  readonly reader: boolean;
  run(parameters: readonly unknown[]): { readonly changes: number };
  all(parameters: readonly unknown[]): Record<string, unknown>[];
};
export type DriverDatabase = {
  readonly inTransaction: boolean;
  prepare(sql: string): DriverStatement;
  exec(sql: string): unknown;
  close(): unknown;
};
export type Driver = {
  readonly name: DriverName;
  open(file: string, options: { readonly timeout: number }): DriverDatabase;
};

type Constructor = new (file: string, options: { timeout: number }) => DriverDatabase;

const require = createRequire(import.meta.url);
const loaded = new Map<DriverName, Driver | Error>();

/** Loads a driver by name, or the best one installed: better-sqlite3, else libsql. Throws when there is none. */
export const loadDriver = (name?: DriverName): Driver => {
  const names: readonly DriverName[] = name ? [name] : ['better-sqlite3', 'libsql'];
  const failures: Error[] = [];
  for (const candidate of names) {
    const driver = loadOnce(candidate);
    if (!(driver instanceof Error)) return driver;
    failures.push(driver);
  }
  const reasons = failures.map((failure) => failure.message).join('; ');
  throw new Error(`No SQLite driver works here (${reasons}). Run npm install again.`, { cause: failures[0] });
};

/** Whether a driver is installed and works in this Node. */
export const hasDriver = (name: DriverName): boolean => !(loadOnce(name) instanceof Error);

const loadOnce = (name: DriverName): Driver | Error => {
  const known = loaded.get(name);
  if (known) return known;
  const driver = tryToLoad(name);
  loaded.set(name, driver);
  return driver;
};

const tryToLoad = (name: DriverName): Driver | Error => {
  try {
    if (name === 'better-sqlite3') refuseCrash();
    const Database = require(name) as Constructor;
    // better-sqlite3 loads its binary only here
    new Database(':memory:', { timeout: 0 }).close();
    return { name, open: (file, options) => new Database(file, options) };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** Version 13 does not throw on Node 20, it ends the process. */
const refuseCrash = (): void => {
  const { version } = require('better-sqlite3/package.json') as { version: string };
  const node = Number.parseInt(process.versions.node, 10);
  if (Number.parseInt(version, 10) >= 13 && node < 22) {
    throw new Error(`better-sqlite3 ${version} crashes on Node ${node}`);
  }
};
