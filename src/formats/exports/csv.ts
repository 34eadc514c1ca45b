import type { Json } from '../../labels/json.ts';
import type { ExportFormat, ExportInput } from '../export-format.ts';
import {
  annotationFields,
  annotationRecords,
  type AnnotationRecord,
  dataFields,
} from './annotation-record.ts';
import { textChunks } from './text-chunks.ts';

const tableFormat = (name: 'CSV' | 'TSV', separator: string, mediaType: string): ExportFormat => ({
  name,
  title: name,
  description: 'One row for each annotation; answers that are more than a text are JSON in their cell.',
  extension: `.${name.toLowerCase()}`,
  isFolder: false,
  mediaType,
  whyNot: () => null,
  write: async function* (input) {
    const path = `result.${name.toLowerCase()}`;
    yield { type: 'chunks', path, chunks: textChunks(lines(input, separator)) };
  },
});

export const csvFormat = tableFormat('CSV', ',', 'text/csv; charset=utf-8');
export const tsvFormat = tableFormat('TSV', '\t', 'text/tab-separated-values; charset=utf-8');

// Two readings, as Label Studio does: the header needs every column that any row will have.
async function* lines(input: ExportInput, separator: string): AsyncIterable<string> {
  const names = new Set(['annotator', 'annotation_id', 'created_at', 'updated_at', 'lead_time']);
  for await (const record of annotationRecords(input))
    for (const name of cellsOf(record, input).keys()) names.add(name);
  const columns = [...names].sort();
  const line = (cells: readonly string[]) => `${cells.join(separator)}\r\n`;
  yield line(columns.map((name) => quote(name)));
  for await (const record of annotationRecords(input)) {
    const cells = cellsOf(record, input);
    yield line(columns.map((name) => cell(cells.get(name) ?? null, input.guardFormulas === true)));
  }
}

const cellsOf = (record: AnnotationRecord, input: ExportInput): ReadonlyMap<string, Json> => {
  const author = record.annotation?.author ?? null;
  return new Map<string, Json>([
    ['id', record.task.id],
    ...record.answers,
    ...dataFields(record),
    ['annotator', author === null ? null : (input.annotator?.(author)?.email ?? author)],
    ...annotationFields(record),
  ]);
};

// Numbers bare, all else quoted, nothing as an empty text: Python's QUOTE_NONNUMERIC, which Label Studio uses.
const cell = (value: Json, guard: boolean): string => {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return '""';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return quote(guard && isFormula(text) ? `'${text}` : text);
};

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d.,eE+-]*$/.test(text);
