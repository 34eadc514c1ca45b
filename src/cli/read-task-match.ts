import { type CliCommand, type CliOptions, text, texts } from './command.ts';
import { CliUsage } from './exit.ts';
import { oneOf } from './one-of.ts';

const states = ['open', 'labeled', 'skipped', 'retired', 'all'] as const;
const flags = ['pending', 'comments'];

export const taskMatchOptions: NonNullable<CliCommand['options']> = [
  ['--state <state>', states.join(', ')],
  ['--search <text>', 'within the data'],
  [
    '--filter <key=value...>',
    'all have to hold: label=CLASS or label=CONTROL:CLASS, annotator=ID, assignee=ID or none, reviewed=accepted|rejected|none, source=PREFIX, pending=true|false, comments=true|false, createdFrom, createdTo, updatedFrom, updatedTo=TIME; or the API’s JSON',
  ],
];

/** What a list of tasks is narrowed to. */
export const readTaskMatch = (options: CliOptions) => {
  const state = text(options, 'state');
  const search = text(options, 'search');
  const filter = texts(options, 'filter');
  return {
    ...(state === undefined ? {} : { state: oneOf(states, state, '--state') }),
    ...(search === undefined ? {} : { search }),
    ...(filter.length === 0 ? {} : { filter: readFilter(filter) }),
  };
};

/** The tasks that a bulk act is for: those named, or all that a list with these options shows. */
export const chooseTasks = (tasks: readonly string[], options: CliOptions) => {
  const match = readTaskMatch(options);
  const isMatch = Object.keys(match).length > 0;
  if (isMatch === tasks.length > 0)
    throw new CliUsage('name tasks, or choose them by --state, --search, --filter');
  return isMatch ? { match } : { ids: [...tasks] };
};

const readFilter = (given: readonly string[]): string => {
  const [only] = given;
  if (given.length === 1 && only?.startsWith('{')) return only;
  return JSON.stringify(Object.fromEntries(given.map(readPair)));
};

const readPair = (pair: string): [string, unknown] => {
  const at = pair.indexOf('=');
  if (at < 1) throw new CliUsage(`--filter is KEY=VALUE, not "${pair}"`);
  const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (key === 'label') return [key, readLabel(value)];
  if (flags.includes(key)) return [key, oneOf(['true', 'false'], value, key) === 'true'];
  return [key, value];
};

const readLabel = (value: string) => {
  const at = value.indexOf(':');
  return at < 1 ? { name: value } : { control: value.slice(0, at), name: value.slice(at + 1) };
};
