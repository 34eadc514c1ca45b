import { existsSync, readFileSync } from 'node:fs';
import type { CliCommand } from '../src/cli/command.ts';
import { commandGroups } from '../src/cli/commands.ts';
import { withoutVerb } from '../src/cli/without-verb.ts';
import { contract } from '../src/shared/contract/contract.ts';
import type { Operation } from '../src/shared/contract/op.ts';

const folder = new URL('../src/cli/', import.meta.url);

/** The operations that a command calls, by itself or by a helper that it imports: `repos.createBranch`. */
export const operationsOf = (command: CliCommand): ReadonlySet<string> => {
  const source = readFileSync(sourceOf(command), 'utf8');
  const helpers = [...source.matchAll(/from '\.\.\/([\w-]+\.ts)'/g)].map(([, file]) =>
    readFileSync(new URL(file as string, folder), 'utf8'),
  );
  const calls = [source, ...helpers].flatMap((text) => [
    ...text.matchAll(/\b(?:client|createClient\([^)]*\))\s*\.(\w+)\s*\.(\w+)\(/g),
  ]);
  return new Set(calls.map(([, group, name]) => `${group}.${name}`));
};

/** `list repo` is in list-repo.ts; a verb of its own family in the noun's file. */
const sourceOf = ({ name }: CliCommand): URL => {
  const file = new URL(`commands/${name.replaceAll(' ', '-')}.ts`, folder);
  return existsSync(file) ? file : new URL(`commands/${name.split(' ')[1]}.ts`, folder);
};

/** The operations of ours, not those that only Label Studio's clients use. */
export const ownOperations: readonly (readonly [id: string, operation: Operation])[] = Object.entries(
  contract,
)
  .filter(([group]) => group !== 'labelStudio')
  .flatMap(([group, operations]) =>
    Object.entries(operations).map(
      ([name, operation]) => [`${group}.${name}`, operation as Operation] as const,
    ),
  );

/** docs/command-line.md, from the commands and the contract. */
export const commandLineDoc = (): string =>
  [
    '# Command line',
    '',
    'Made from the commands by `node --import tsx scripts/generate-docs.ts`.',
    '',
    '`./lw VERB NOUN …` talks to `LABELWRIGHT_URL` (default http://127.0.0.1:8080) with `LABELWRIGHT_TOKEN`, else as',
    '`./lw auth login` said. Exit codes: 0 done, 1 refused (`error CODE: text` on stderr), 2 usage (also a request that',
    'the API finds malformed, `error request.invalid: …`), 3 no server. `--raw` prints the API’s JSON, a list one object',
    'a line. Nouns may be plural. `./lw help VERB NOUN` says what is below.',
    '',
    ...commandGroups.flatMap(({ title, commands }) => [`## ${title}`, '', ...commands.flatMap(commandDoc)]),
    '## Operations of the API',
    '',
    '| operation | command |',
    '|---|---|',
    ...ownOperations.map(
      ([id, { method, path }]) =>
        `| \`${method} ${path}\` | ${commandsFor(id) || `none: ${withoutVerb[id] ?? '?'}`} |`,
    ),
    '',
    'Label Studio’s own operations are for its SDK; see [label-studio-api.md](label-studio-api.md).',
    '',
  ].join('\n');

const commandDoc = ({ name, args, summary, options = [], examples }: CliCommand): string[] => [
  `### ${name}`,
  '',
  `${summary}.`,
  '',
  '```',
  `./lw ${name}${args === undefined ? '' : ` ${args}`}`,
  ...examples.map((line) => `  ./lw ${line}`),
  '```',
  '',
  ...options.map(
    ([flags, meaning, fallback]) =>
      `- \`${flags}\` ${meaning}${flags.endsWith('...>') ? ' (may be repeated)' : ''}${fallback === undefined ? '' : `; \`${fallback}\` unless told`}`,
  ),
  ...(options.length === 0 ? [] : ['']),
];

const calls = commandGroups.flatMap(({ commands }) =>
  commands.map((command) => ({ name: command.name, operations: operationsOf(command) })),
);
const commandsFor = (id: string): string =>
  calls
    .filter(({ operations }) => operations.has(id))
    .map(({ name }) => `\`${name}\``)
    .join(', ');
