import type { ExportFormat } from './export-format.ts';
import { brushPngFormat } from './exports/brush-png.ts';
import { cocoFormat } from './exports/coco.ts';
import { conllFormat } from './exports/conll2003.ts';
import { csvFormat, tsvFormat } from './exports/csv.ts';
import { jsonFormat } from './exports/json.ts';
import { jsonMinFormat } from './exports/json-min.ts';
import { spacyFormat } from './exports/spacy-jsonl.ts';
import { vocFormat } from './exports/voc.ts';
import { yoloFormat } from './exports/yolo.ts';

/** Every format that labels can be written in. */
export const exportFormats: readonly ExportFormat[] = [
  jsonFormat,
  jsonMinFormat,
  csvFormat,
  tsvFormat,
  cocoFormat,
  vocFormat,
  yoloFormat,
  brushPngFormat,
  conllFormat,
  spacyFormat,
];

const byName = new Map(exportFormats.map((format) => [format.name, format]));

/** The format by its name, which is written in capitals; undefined where there is none. */
export const findExportFormat = (name: string): ExportFormat | undefined => byName.get(name);
