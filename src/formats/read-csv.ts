import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { JsonObject } from '../labels/json.ts';
import { decodeText } from './decode-text.ts';
import { FormatError } from './format-error.ts';

/**
 * The rows of a CSV or TSV file with a header line, as objects of texts, streamed. The delimiter is `;` where the
 * first line has more of it than of `,`; a tab where it has tabs and neither. Throws FormatError.
 */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>): AsyncIterable<JsonObject> {
  const texts = decodeText(chunks)[Symbol.asyncIterator]();
  let head = '';
  while (!/[\r\n]/.test(head) && head.length < 1_000_000) {
    const next = await texts.next();
    if (next.done) break;
    head += next.value;
  }
  if (head.trim() === '') return;
  const whole = async function* () {
    yield head;
    for (let next = await texts.next(); !next.done; next = await texts.next()) yield next.value;
  };
  const parser = Readable.from(whole()).pipe(
    parse({
      columns: (names: string[]) => checkNames(names),
      delimiter: delimiterOf(head.split(/\r?\n|\r/, 1)[0] as string),
      bom: true,
      skip_empty_lines: true,
      max_record_size: 16 * 1024 * 1024,
    }),
  );
  let index = 0;
  try {
    for await (const row of parser) {
      // own copy: a column named __proto__ stays a plain key
      yield Object.fromEntries(Object.entries(row as Record<string, string>));
      index += 1;
    }
  } catch (error) {
    if (error instanceof CsvError) throw new FormatError(index, error.message);
    throw error;
  }
}

const checkNames = (names: readonly string[]): string[] => {
  const trimmed = names.map((name) => name.trim());
  if (trimmed.some((name) => name === ''))
    throw new FormatError(0, 'a column of the header line has no name');
  if (new Set(trimmed).size < trimmed.length) throw new FormatError(0, 'two columns have the same name');
  return trimmed;
};

/** As Label Studio judges it. */
const delimiterOf = (line: string): string => {
  const count = (sign: string) => line.split(sign).length - 1;
  if (count(';') > count(',')) return ';';
  return count(',') === 0 && count('\t') > 0 ? '\t' : ',';
};
