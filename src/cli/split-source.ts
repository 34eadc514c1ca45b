import { splitJson } from '../formats/split-json.ts';
import { splitRecords } from '../formats/split-records.ts';

export type SplitOptions = {
  readonly kind: 'json' | 'line' | 'csv';
  /** Records in a file. */
  readonly perFile: number;
  /** Records at the start that every file begins with. */
  readonly header: number;
};

export type SplitFile = { readonly name: string; readonly bytes: Uint8Array };

/**
 * Cuts a stream into files as pachctl's `put file --split` does: named by 16 hex digits, counting from 0.
 * A JSON list gives its items; JSON records in one file stand on a line each.
 */
export async function* splitSource(
  source: AsyncIterable<Uint8Array>,
  options: SplitOptions,
): AsyncGenerator<SplitFile> {
  const records = options.kind === 'json' ? splitJson(source) : splitRecords(source, options.kind);
  const header: Uint8Array[] = [];
  let waiting: Uint8Array[] = [];
  let count = 0;
  const file = (): SplitFile => {
    const name = count.toString(16).padStart(16, '0');
    count += 1;
    const bytes = Buffer.concat([...header, ...waiting]);
    waiting = [];
    return { name, bytes };
  };
  for await (const record of records) {
    const ended = options.kind === 'json' ? Buffer.concat([record, Buffer.from('\n')]) : record;
    if (header.length < options.header) header.push(ended);
    else if (waiting.push(ended) === options.perFile) yield file();
  }
  if (waiting.length > 0) yield file();
}
