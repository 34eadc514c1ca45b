import { Command, Help } from 'commander';
import type { CliCommand, CliOptions } from './command.ts';
import { commandGroups, commands } from './commands.ts';

type Run = (command: CliCommand, args: readonly string[], options: CliOptions) => Promise<void>;

/** The whole line as commander knows it; `run` gets what it understood, else it throws CommanderError. */
export const createProgram = (run: Run): Command => {
  const program = new Command('lw').description('Labelwright’s command line').showHelpAfterError();
  program.configureHelp({
    formatHelp: (command, helper) =>
      command === program ? overview() : Help.prototype.formatHelp.call(helper, command, helper),
  });
  for (const command of commands) add(program, command, run);
  strict(program);
  return program;
};

const add = (program: Command, command: CliCommand, run: Run): void => {
  const words = command.name.split(' ');
  const noun = words.pop() as string;
  let parent = program;
  for (const word of words)
    parent =
      parent.commands.find((known) => known.name() === word) ??
      parent.command(word).description(`${word} …`).helpCommand(false);
  const added = parent.command(`${noun} ${command.args ?? ''}`.trim()).description(command.summary);
  added.option('--raw', 'print the API’s JSON');
  // commander's own `<value...>` would take the arguments that follow too
  for (const [flags, meaning, fallback] of command.options ?? [])
    if (flags.endsWith('...>'))
      added.option(flags.replace('...>', '>'), `${meaning} (may be repeated)`, append, []);
    else added.option(flags, meaning, fallback);
  added.addHelpText(
    'after',
    ['', 'Examples:', ...command.examples.map((line) => `  ./lw ${line}`)].join('\n'),
  );
  added.action(async (...all: unknown[]) => {
    const given = all.slice(0, -2).flat() as string[];
    await run(command, given, all.at(-2) as CliOptions);
  });
};

const append = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const strict = (command: Command): void => {
  command.exitOverride();
  for (const child of command.commands) strict(child);
};

/** What `./lw help` says: every command, by what it is about. */
const overview = (): string => {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'Usage: ./lw VERB NOUN [arguments] [options]',
    '',
    ...commandGroups.flatMap(({ title, commands: members }) => [
      `${title}:`,
      ...members.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
      '',
    ]),
    'Every command takes --raw (the API’s JSON, a list one object a line) and --help (options, examples).',
    'Nouns may be plural. It talks to LABELWRIGHT_URL (default http://127.0.0.1:8080) with LABELWRIGHT_TOKEN,',
    'else as ./lw auth login said. Exit: 0 done, 1 refused, 2 usage, 3 no server.',
    '',
  ].join('\n');
};
