import { FormatError } from '../../../formats/format-error.ts';
import { readCsv } from '../../../formats/read-csv.ts';
import { readJsonItems } from '../../../formats/read-json-items.ts';
import { readLines } from '../../../formats/read-lines.ts';
import { isJsonObject, type Json, ownValue } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { prepareItem } from './prepare-item.ts';
import { boundaryOf, readMultipart } from '../../http/read-multipart.ts';

/** What Label Studio's answer says of an import; complete once all items were read. */
export type ImportSummary = {
  readonly formats: Set<string>;
  readonly columns: Set<string>;
  /** Some file was a table or a list of lines. */
  couldBeTasksList: boolean;
};

export type ImportBody = {
  readonly body: AsyncIterable<Uint8Array>;
  readonly contentType: string | null;
  /** Fields of the data to make predictions of. */
  readonly predictionFields: readonly string[];
  /** The data key of lines of plain text. */
  readonly textKey: string;
};

/** The items of an import request, one after the other. Throws import.invalid and request.invalid. */
export async function* readImport(args: ImportBody, summary: ImportSummary): AsyncGenerator<Json> {
  let index = 0;
  let columns: Set<string> | undefined;
  try {
    for await (const item of allItems(args, summary)) {
      const ready = prepareItem(item, index, args.predictionFields);
      const inner = isJsonObject(ready) ? ownValue(ready, 'data') : undefined;
      const data = (isJsonObject(inner) ? inner : ready) as object;
      // the columns that all tasks have
      if (columns === undefined) columns = new Set(Object.keys(data));
      else for (const name of columns) if (!Object.hasOwn(data, name)) columns.delete(name);
      yield ready;
      index += 1;
    }
  } catch (error) {
    if (error instanceof FormatError) throw new AppError('import.invalid', { index, reason: error.reason });
    throw error;
  }
  for (const name of columns ?? []) summary.columns.add(name);
}

async function* allItems(args: ImportBody, summary: ImportSummary): AsyncGenerator<Json> {
  const boundary = boundaryOf(args.contentType);
  if (boundary === undefined) {
    if (/x-www-form-urlencoded/i.test(args.contentType ?? ''))
      throw new AppError('request.invalid', {
        reason:
          'import by url is not taken here; send the file, or put it into a repo and add that as a source',
      });
    summary.formats.add('.json');
    return yield* readJsonItems(args.body);
  }
  let files = 0;
  for await (const part of readMultipart(args.body, boundary)) {
    if (part.filename === null) continue;
    files += 1;
    yield* fileItems(part.filename, part.content, args.textKey, summary);
  }
  if (files === 0) throw new AppError('request.invalid', { reason: 'there is no file in the form' });
}

async function* fileItems(
  filename: string,
  content: AsyncIterable<Uint8Array>,
  textKey: string,
  summary: ImportSummary,
): AsyncGenerator<Json> {
  const extension = /\.[A-Za-z0-9]+$/.exec(filename)?.[0].toLowerCase() ?? '';
  summary.formats.add(extension);
  switch (extension) {
    case '.json':
    case '.jsonl':
      return yield* readJsonItems(content);
    case '.csv':
    case '.tsv':
      summary.couldBeTasksList = true;
      return yield* readCsv(content);
    case '.txt':
      summary.couldBeTasksList = true;
      for await (const line of readLines(content)) yield { [textKey]: line };
      return;
    default:
      throw new AppError('request.invalid', {
        reason: `${filename} is no JSON, JSON Lines, CSV, TSV or TXT file; put media into a repo and add that as a source`,
      });
  }
}
