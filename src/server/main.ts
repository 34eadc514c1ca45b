import { existsSync, readFileSync } from 'node:fs';
import { AppError } from '../shared/errors/app-error.ts';
import { type Config, readConfig } from './config.ts';
import { createLog } from './log.ts';
import { readEnvFile } from './read-env-file.ts';
import { startServer } from './start-server.ts';

/*
 * The program: `node main.js [--replace]`. Settings come from the environment and ./.env; stdout gets one line,
 * `ready URL`; SIGTERM and SIGINT drain and stop, a second one stops at once.
 */

const main = async (): Promise<void> => {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== '--replace');
  if (unknown !== undefined) {
    process.stderr.write(`error usage: ${unknown} is not known here; there is --replace\n`);
    process.exit(2);
  }
  // files of the data folder are the owner's only, whoever makes them
  process.umask(0o077);
  const config: Config = readConfig(
    process.env,
    existsSync('.env') ? readEnvFile(readFileSync('.env', 'utf8')) : {},
  );
  const log = createLog(config.logLevel);
  process.on('unhandledRejection', (error) => log.error('a promise was left to reject', { error }));
  const started = await startServer({
    config,
    log,
    replace: args.includes('--replace'),
    checkAnswers: process.env['NODE_ENV'] === 'test',
  });
  stopOnSignal(
    () => started.stop(),
    (error) => log.error('stopping failed', { error }),
  );
  if (started.s3Url !== null) log.info('S3 alone', { address: started.s3Url });
  process.stdout.write(`ready ${started.url}\n`);
};

const stopOnSignal = (stop: () => Promise<void>, onError: (error: unknown) => void): void => {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          onError(error);
          process.exit(1);
        },
      );
    });
  }
};

/** What opening the data folder throws where nothing can be written. */
const isDiskFull = (error: unknown): boolean =>
  /^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(String((error as { code?: unknown } | null)?.code));

main().catch((error: unknown) => {
  const text = isDiskFull(error)
    ? 'error storage.full: The disk is full: the data folder cannot be opened. Free some space and start again.'
    : error instanceof AppError
      ? `error ${error.code}: ${error.message}`
      : `error internal: ${(error as Error).stack ?? String(error)}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
