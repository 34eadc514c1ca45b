/** Names of the formats that labels are written in; a test holds them against the registry of formats. */
export const exportFormatNames = [
  'JSON',
  'JSON_MIN',
  'CSV',
  'TSV',
  'COCO',
  'VOC',
  'YOLO',
  'BRUSH_TO_PNG',
  'CONLL2003',
  'SPACY_JSONL',
] as const;
