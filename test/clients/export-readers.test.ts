import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import { type RunningServer, startServer } from '../start-server.ts';
import { hasModules, pythonChecks } from './python-checks.ts';

const present = hasModules('pandas', 'PIL', 'pycocotools', 'boto3', 'label_studio_sdk');
let server: RunningServer;
let folder: string;
beforeAll(async () => {
  if (!present) return;
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'exports-'));
});
afterAll(async () => {
  if (!present) return;
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('exports load where people load them', () =>
  pythonChecks({
    tool: 'pandas, Pillow, pycocotools, boto3 or label-studio-sdk',
    present,
    script: fileURLToPath(new URL('export_reader_checks.py', import.meta.url)),
    checks: {
      image_sizes: 'COCO: the size of every kind of image, as it is shown, now and of a tag',
      coco_masks: 'COCO: pycocotools draws the masks that were painted, and boxes and polygons of their area',
      coco_evaluation: 'COCO: an export held against itself by COCOeval is AP 1.0, boxes and masks',
      voc_boxes: 'Pascal VOC: read as torchvision does',
      yolo_boxes: 'YOLO: converted back, boxes and polygons are the same within 1e-6',
      brush_png: 'brush masks: Pillow sees the same pixels',
      conll: 'CoNLL: tokens and tags',
      spacy_lines: 'spaCy JSON Lines: spans by Python’s offsets',
      tables: 'CSV, TSV, JSON_MIN and JSON in pandas',
      folders: 'of a tag, every format as a download and as an S3 folder, the same bytes',
    },
    env: () => ({ LW_URL: server.url, LW_TOKEN: server.token, FOLDER: folder, NO_PROXY: '127.0.0.1' }),
  }));
