import type { Client } from '../client/create-client.ts';

/** What a command gets: the server, the screen, and nothing else of the process. */
export type CliContext = {
  readonly client: Client;
  readonly url: string;
  readonly raw: boolean;
  /** Prints the API's JSON under `--raw` (a list one object a line), else what `human` says. */
  print<T>(value: T, human: (value: T) => string): void;
  printList<T>(items: Iterable<T> | AsyncIterable<T>, columns: readonly Column<T>[]): Promise<void>;
  /** A line for people, on stderr: progress, warnings. */
  note(line: string): void;
};

export type Column<T> = { readonly title: string; readonly text: (item: T) => string };

/** One command of the line; `verb noun` in pachctl's grammar, or a verb alone. */
export type CliCommand = {
  readonly name: string;
  /** commander's form: `<repo@branch> [ref]`. */
  readonly args?: string;
  readonly summary: string;
  /** Whole command lines without `./lw`, for the help and docs/command-line.md; a test parses them. */
  readonly examples: readonly string[];
  /** commander's form: flags, then what they mean. */
  readonly options?: readonly (readonly [flags: string, meaning: string, fallback?: string])[];
  readonly run: (context: CliContext, args: readonly string[], options: CliOptions) => Promise<void>;
};

/** An option written `<value…>` may be given several times. */
export type CliOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** An option that takes a value. */
export const text = (options: CliOptions, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** An option that may be given several times, `<value...>`. */
export const texts = (options: CliOptions, name: string): readonly string[] => {
  const value = options[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
};
