import { CommanderError } from 'commander';
import { ApiError, createClient } from '../client/create-client.ts';
import type { CliContext } from './command.ts';
import { CliRefused, CliUsage, exitCodes } from './exit.ts';
import { createPrinter } from './print.ts';
import { createProgram } from './program.ts';
import { normaliseLine } from './normalise-line.ts';
import { readSettings } from './settings.ts';

const context = (raw: boolean): CliContext => {
  const settings = readSettings(process.env);
  return {
    client: createClient({ url: settings.url, token: settings.token }),
    url: settings.url,
    raw,
    ...createPrinter(raw, (line) => process.stdout.write(`${line}\n`)),
    note: (line) => process.stderr.write(`${line}\n`),
  };
};

const fail = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof CliUsage) {
    process.stderr.write(`${error.message}\nSee ./lw help.\n`);
    return exitCodes.usage;
  }
  if (error instanceof ApiError || error instanceof CliRefused) {
    process.stderr.write(`error ${error.code}: ${error.message}\n`);
    return error.code === 'request.invalid' ? exitCodes.usage : exitCodes.refused;
  }
  if (isUnreachable(error)) {
    process.stderr.write(
      `error server.unreachable: No server answers at ${readSettings(process.env).url}. Start one with npm start, or set LABELWRIGHT_URL.\n`,
    );
    return exitCodes.noServer;
  }
  const code = (error as NodeJS.ErrnoException).code;
  process.stderr.write(
    `error ${code === undefined ? 'internal' : `file.${code.toLowerCase()}`}: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  return exitCodes.refused;
};

/** What fetch throws when no answer came at all. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof TypeError && /fetch failed|network/i.test(error.message);

const program = createProgram((command, args, options) =>
  command.run(context(options['raw'] === true), args, options),
);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});
try {
  await program.parseAsync(normaliseLine(process.argv.slice(2)), { from: 'user' });
} catch (error) {
  process.exitCode = fail(error);
}
