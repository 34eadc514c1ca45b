import type { CliCommand } from './command.ts';
import { CliUsage } from './exit.ts';
import { readNumber } from './read-number.ts';

export const webhookScopeOptions: NonNullable<CliCommand['options']> = [
  ['--repo <repo>', 'only commits to this repo'],
  ['--branch <branch>', 'only commits to branches of this name'],
  ['--project <id>', 'only label commits of this project'],
  ['--header <name: value...>', 'sent along with each delivery'],
];

/** The parts of a webhook that are not plain text on the line. */
export const readWebhookScope = (project: string | undefined, headers: readonly string[]) => ({
  ...(project === undefined ? {} : { project: readNumber(project, '--project') }),
  ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers.map(readHeader)) }),
});

const readHeader = (line: string): [string, string] => {
  const at = line.indexOf(':');
  if (at < 1) throw new CliUsage(`--header is NAME: VALUE, not "${line}"`);
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
};
