import { commands } from './commands.ts';

/**
 * The words of a command line as commander takes them: `--raw` may stand first, `help VERB NOUN` is `VERB NOUN --help`,
 * and a noun may be plural.
 */
export const normaliseLine = (line: readonly string[]): string[] => {
  const words = [...line];
  if (words[0] === '--raw') words.push(...words.splice(0, 1));
  if (words[0] === 'help') words.splice(0, words.length, ...words.slice(1), '--help');
  const [verb, noun] = words;
  const single = commands.find(({ name }) => `${verb} ${noun}` === manyOf(name))?.name.split(' ')[1];
  if (single !== undefined) words[1] = single;
  return words;
};

const manyOf = (noun: string): string => {
  if (noun.endsWith('y')) return `${noun.slice(0, -1)}ies`;
  return noun.endsWith('ch') ? `${noun}es` : `${noun}s`;
};
