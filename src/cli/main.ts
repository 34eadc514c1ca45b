import { Command, CommanderError } from 'commander';
import { ApiError, createClient } from '../client/create-client.ts';
import type { CliCommand, CliContext, CliOptions } from './command.ts';
import { commands } from './commands.ts';
import { CliRefused, CliUsage, exitCodes } from './exit.ts';
import { createPrinter } from './print.ts';
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

const add = (program: Command, command: CliCommand): void => {
  const words = command.name.split(' ');
  const noun = words.pop() as string;
  let parent = program;
  for (const word of words)
    parent =
      parent.commands.find((known) => known.name() === word) ?? parent.command(word).description(`${word} …`);
  const added = parent.command(`${noun} ${command.args ?? ''}`.trim()).description(command.summary);
  added.option('--raw', 'print the API’s JSON');
  for (const [flags, meaning, fallback] of command.options ?? []) added.option(flags, meaning, fallback);
  added.action(async (...all: unknown[]) => {
    const given = all.slice(0, -2).flat() as string[];
    const options = all.at(-2) as CliOptions;
    await command.run(context(options['raw'] === true), given, options);
  });
};

const fail = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof CliUsage) {
    process.stderr.write(`${error.message}\nSee ./lw --help.\n`);
    return exitCodes.usage;
  }
  if (error instanceof ApiError || error instanceof CliRefused) {
    process.stderr.write(`error ${error.code}: ${error.message}\n`);
    return exitCodes.refused;
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

const program = new Command('lw')
  .description('Labelwright’s command line')
  .exitOverride()
  .showHelpAfterError();
for (const command of commands) add(program, command);
const strict = (command: Command): void => {
  command.exitOverride();
  for (const child of command.commands) strict(child);
};
strict(program);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});
try {
  // `lw --raw list repo` is `lw list repo --raw`
  const words = process.argv.slice(2);
  if (words[0] === '--raw') words.push(...words.splice(0, 1));
  await program.parseAsync(words, { from: 'user' });
} catch (error) {
  process.exitCode = fail(error);
}
