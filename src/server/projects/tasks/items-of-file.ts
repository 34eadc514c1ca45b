import { decodeText } from '../../../formats/decode-text.ts';
import { FormatError } from '../../../formats/format-error.ts';
import { readCsv } from '../../../formats/read-csv.ts';
import { readJsonItems } from '../../../formats/read-json-items.ts';
import { readLines } from '../../../formats/read-lines.ts';
import type { Json } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ImportKind } from '../../../shared/import-kind.ts';
import { keyFor } from './data-key.ts';
import type { mediaNames } from './media-names.ts';

/** The tasks that a file other than media holds, as an import takes them. Throws FormatError, import.unreadable. */
export async function* itemsOfFile(
  file: {
    readonly name: string;
    readonly kind: Exclude<ImportKind, 'image' | 'audio'> | undefined;
    readonly content: AsyncIterable<Uint8Array>;
  },
  project: {
    readonly config: string;
    readonly texts: 'lines' | 'files';
    /** Of the media that came before it. */
    readonly names: ReturnType<typeof mediaNames>;
  },
): AsyncGenerator<Json> {
  const { name, kind, content } = file;
  const { config, texts, names } = project;
  switch (kind) {
    case undefined:
      throw unreadable(name, 'it is no picture, recording, text, JSON, JSON Lines, CSV or TSV');
    case 'rows':
      for await (const row of /\.[ct]sv$/i.test(name) ? readCsv(content) : readJsonItems(content))
        yield names.inItem(row);
      return;
    case 'lines':
    case 'text': {
      const key = keyOfFile(config, name, 'text');
      if (kind === 'text' || texts === 'files') return yield { [key]: await wholeText(content) };
      for await (const line of readLines(content)) yield { [key]: line };
    }
  }
}

/** The data key under which the config shows what a file is. Throws import.unreadable where it shows no such thing. */
export const keyOfFile = (config: string, name: string, kind: 'text' | 'image' | 'audio'): string => {
  const key = keyFor(config, kind);
  if (key !== undefined) return key;
  const shows = { text: 'text', image: 'pictures', audio: 'recordings' }[kind];
  throw unreadable(name, `the project’s labeling config shows no ${shows}`);
};

/** Larger texts are no tasks for a person. */
const longestText = 16 * 1024 * 1024;

const wholeText = async (content: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: string[] = [];
  let length = 0;
  for await (const part of decodeText(content)) {
    length += part.length;
    if (length > longestText) throw new FormatError(0, 'the text is longer than 16 MiB');
    parts.push(part);
  }
  const text = parts.join('');
  if (text.trim() === '') throw new FormatError(0, 'there is nothing in it');
  return text;
};

/** Refuses an import because of one of its files. */
export const unreadable = (file: string, reason: string, cause?: unknown): AppError =>
  new AppError('import.unreadable', { file, reason }, cause === undefined ? {} : { cause });
