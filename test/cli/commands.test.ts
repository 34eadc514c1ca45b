import { expect, test } from 'vitest';
import { operationsOf, ownOperations } from '../../scripts/command-line-doc.ts';
import type { CliOptions } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { normaliseLine } from '../../src/cli/normalise-line.ts';
import { createProgram } from '../../src/cli/program.ts';
import { withoutVerb } from '../../src/cli/without-verb.ts';

type Understood = { readonly name: string; readonly args: readonly string[]; readonly options: CliOptions };

/** What the program makes of a line; words in quotes are one. */
const understand = async (line: string): Promise<Understood> => {
  let understood: Understood | undefined;
  const program = createProgram(async ({ name }, args, options) => {
    understood = { name, args, options };
  });
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? (match[2] as string));
  await program.parseAsync(normaliseLine(words), { from: 'user' });
  if (understood === undefined) throw new Error(`nothing runs for ${line}`);
  return understood;
};

test('every example in the help is a line that its command takes', async () => {
  for (const command of commands) {
    expect(command.examples.length, command.name).toBeGreaterThan(0);
    for (const example of command.examples)
      expect((await understand(example)).name, example).toBe(command.name);
  }
});

test('every operation of the API has a command, or a reason to have none', () => {
  const called = new Set(commands.flatMap((command) => [...operationsOf(command)]));
  const known = ownOperations.map(([id]) => id);
  expect(known.filter((id) => !called.has(id) && withoutVerb[id] === undefined)).toEqual([]);
  expect(Object.keys(withoutVerb).filter((id) => called.has(id) || !known.includes(id))).toEqual([]);
});

test('nouns may be plural, --raw may stand first, an option that repeats leaves the arguments alone', async () => {
  for (const [line, name] of [
    ['list tasks 1', 'list task'],
    ['list branches data', 'list branch'],
    ['list deliveries 1', 'list delivery'],
    ['settle conflicts 1 --all --take ours', 'settle conflict'],
    ['commit labels 1', 'commit labels'],
    ['admin reset-password a@b.cd', 'admin reset-password'],
  ] as const)
    expect((await understand(line)).name).toBe(name);
  expect((await understand('--raw list repos')).options).toMatchObject({ raw: true });
  expect(await understand('list task --filter a=b --filter c=d 3')).toMatchObject({
    args: ['3'],
    options: { filter: ['a=b', 'c=d'] },
  });
});

test('help is asked for before a command, or after', () => {
  expect(normaliseLine(['help'])).toEqual(['--help']);
  expect(normaliseLine(['help', 'create', 'repos'])).toEqual(['create', 'repo', '--help']);
});
