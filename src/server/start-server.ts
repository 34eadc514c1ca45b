import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFolder } from '../db/lock-folder.ts';
import { openDatabase } from '../db/open-database.ts';
import { createIds } from '../db/reserve-ids.ts';
import { AppError } from '../shared/errors/app-error.ts';
import { programVersion } from '../shared/program-version.ts';
import { fileBackend } from '../versions/blobs/file-backend.ts';
import { nodeFileSystem } from '../versions/blobs/file-system.ts';
import { openVersions } from '../versions/open-versions.ts';
import { createAttempts } from './accounts/attempts.ts';
import { bootstrapAccount } from './accounts/bootstrap-account.ts';
import { openSecrets } from './accounts/server-secrets.ts';
import type { Config } from './config.ts';
import { createEvents } from './events.ts';
import { createApi } from './faces/api/bind.ts';
import { createDocs } from './faces/api/docs.ts';
import { createCallerReader } from './http/caller.ts';
import { type Listening, listen } from './http/http-server.ts';
import { routeRequest } from './http/route-request.ts';
import { loadStaticFiles } from './http/static-files.ts';
import { createLog, type Log } from './log.ts';
import { allMigrations } from './migrations.ts';
import { boundOperations } from './operations.ts';
import { projectHooks } from './projects/project-hooks.ts';
import { randomPool } from './random-pool.ts';
import { createS3Face } from './s3-face.ts';
import type { Server } from './server.ts';
import { startServices } from './services.ts';

export type StartServer = {
  readonly config: Config;
  /** End the process that holds the data folder first. */
  readonly replace?: boolean;
  /** false: the database on this thread, for tests. */
  readonly threads?: boolean;
  /** Holds answers against the contract. */
  readonly checkAnswers?: boolean;
  readonly log?: Log;
};

export type StartedServer = {
  readonly server: Server;
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Of the second port; null without one. */
  readonly s3Url: string | null;
  /** Drains, seals what is staged and waits in the journal, and gives the data folder free. */
  stop(): Promise<void>;
};

const drainMs = 10_000;

/**
 * The whole program in one call: takes the data folder, opens database and store, makes the first account if it is
 * configured, and listens. Errors: data.locked, data.newer, port.taken.
 */
export const startServer = async (options: StartServer): Promise<StartedServer> => {
  const { config, replace = false, threads = true, checkAnswers = false } = options;
  const log = options.log ?? createLog(config.logLevel);
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const lock = await lockFolder({ folder: config.dataDir, replaceHolder: replace });
    undo.push(() => lock.release());
    const stopping = new AbortController();
    const server = await openServer({ config, log, threads, stopping: stopping.signal }, undo);
    await bootstrapAccount(server);
    const stopServices = await startServices(server);
    undo.push(stopServices);

    const readCaller = createCallerReader(config);
    const operations = boundOperations;
    const s3 = createS3Face(server, readCaller);
    const handle = routeRequest(server, {
      api: createApi({ server, operations, readCaller, checkAnswers }),
      docs: createDocs(
        operations.map(({ operation }) => operation),
        config.name,
      ),
      s3,
      web: loadStaticFiles(webFolder()),
    });
    const main = await open({ config, port: config.port, setting: 'LABELWRIGHT_PORT', log, handle });
    undo.push(() => main.drain(drainMs));
    const second =
      config.s3Port === null
        ? null
        : await open({ config, port: config.s3Port, setting: 'LABELWRIGHT_S3_PORT', log, handle: s3 });
    if (second) undo.push(() => second.drain(drainMs));
    undo.push(() => stopping.abort());
    const url = (port: number): string => `http://${urlHost(config.host)}:${port}`;
    return { server, url: url(main.port), s3Url: second && url(second.port), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const openServer = async (
  {
    config,
    log,
    threads,
    stopping,
  }: {
    readonly config: Config;
    readonly log: Log;
    readonly threads: boolean;
    readonly stopping: AbortSignal;
  },
  undo: (() => Promise<void> | void)[],
): Promise<Server> => {
  const clock = Date.now;
  const random = randomPool();
  keepToOwner(config.dataDir, log);
  const file = join(config.dataDir, 'labelwright.sqlite');
  const db = await openDatabase({ file, migrations: allMigrations, program: programVersion, threads });
  undo.push(() => db.close());
  const root = join(config.dataDir, 'objects');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const backend = fileBackend({ fs: nodeFileSystem, root });
  const onError = (error: unknown): void => log.error('the store broke in the background', { error });
  const versions = await openVersions({ db, backend, clock, random, onError });
  undo.push(() => versions.close());
  return {
    config,
    db,
    versions,
    ids: createIds(db),
    events: createEvents((error) => log.error('a listener broke', { error })),
    log,
    hooks: projectHooks,
    secrets: await openSecrets(db, random),
    attempts: createAttempts(clock),
    stopping,
    clock,
    random,
  };
};

/** Passwords and keys lie in there; a folder that others made may refuse. */
const keepToOwner = (folder: string, log: Log): void => {
  try {
    chmodSync(folder, 0o700);
    for (const name of ['labelwright.sqlite', 'labelwright.sqlite-wal', 'labelwright.sqlite-shm']) {
      const file = join(folder, name);
      if (existsSync(file)) chmodSync(file, 0o600);
    }
  } catch (error) {
    log.warn('the data folder cannot be closed to others', { folder, error });
  }
};

const open = async ({
  config,
  port,
  setting,
  log,
  handle,
}: {
  readonly config: Config;
  readonly port: number;
  readonly setting: string;
  readonly log: Log;
  readonly handle: Parameters<typeof listen>[0]['handle'];
}): Promise<Listening> => {
  try {
    return await listen({ host: config.host, port, log, handle });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    throw new AppError('port.taken', { port, host: config.host, reason: code, setting }, { cause: error });
  }
};

/** What a browser on this machine opens: an address for all is reached by this machine's. */
const urlHost = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
};

/** `dist/web`, seen from the built program in `dist/server` or from its source. */
const webFolder = (): string => {
  const built = /[/\\]dist[/\\]server[/\\]/.test(fileURLToPath(import.meta.url));
  return fileURLToPath(new URL(built ? '../web' : '../../dist/web', import.meta.url));
};
