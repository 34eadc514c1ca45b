import type { ExportFormat, ExportInput } from '../export-format.ts';
import { annotationFields, annotationRecords, dataFields } from './annotation-record.ts';
import { jsonArray, textChunks } from './text-chunks.ts';

/** One object for each finished annotation: data, then one key for each control. Relations have no control. */
export const jsonMinFormat: ExportFormat = {
  name: 'JSON_MIN',
  title: 'JSON_MIN',
  description: 'One short record for each annotation: the data and the answers by control.',
  extension: '.json',
  isFolder: false,
  mediaType: 'application/json',
  whyNot: () => null,
  write: async function* (input) {
    yield { type: 'chunks', path: 'result.json', chunks: textChunks(jsonArray(items(input))) };
  },
};

async function* items(input: ExportInput): AsyncIterable<string> {
  for await (const record of annotationRecords(input)) {
    const author = record.annotation?.author ?? null;
    const annotator = author === null ? null : (input.annotator?.(author)?.id ?? author);
    const fields = [
      ...dataFields(record),
      ['id', record.task.id] as const,
      ...record.answers,
      ['annotator', annotator] as const,
      ...annotationFields(record),
    ];
    yield JSON.stringify(Object.fromEntries(fields));
  }
}
