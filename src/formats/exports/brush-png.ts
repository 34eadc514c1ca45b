import { originalSize } from '../../labels/geometry/region-outline.ts';
import { maskAlpha } from '../../labels/masks/mask-alpha.ts';
import { MaskError } from '../../labels/masks/mask-error.ts';
import { rleOf } from '../../labels/masks/rle-of.ts';
import { type LabelResult, textOf } from '../../labels/results/label-result.ts';
import type { TaskFileAnnotation } from '../../labels/task-file/task-file.ts';
import type { ExportFile, ExportFormat, ExportInput } from '../export-format.ts';
import { writeGrayPng } from '../write-png.ts';
import { whyNoImage } from './image-config.ts';
import { labelsOf } from './image-regions.ts';
import { countLeftOut, type LeftOut } from './left-out.ts';
import { safeName } from './media-path.ts';
import { finishedAnnotations, type NumberedTask, numberTasks } from './number-tasks.ts';
import { textBytes } from './text-chunks.ts';

/**
 * One gray PNG for each mask, the size of its image, 0 where nothing was painted:
 * `task-<id>-annotation-<id>-by-<who>-<control>-<labels>-<number>.png`. Masks that cannot be read are counted in
 * `notes.json`.
 */
export const brushPngFormat: ExportFormat = {
  name: 'BRUSH_TO_PNG',
  title: 'Brush masks as PNG',
  description: 'One gray PNG for each mask.',
  extension: '.zip',
  isFolder: true,
  mediaType: 'application/zip',
  whyNot: (config) => whyNoImage(config, { what: 'a brush', shapes: ['brush'] }),
  write: async function* (input) {
    const leftOut = countLeftOut();
    for await (const task of numberTasks(input))
      for (const annotation of finishedAnnotations(task, input.annotations))
        yield* masksOf(task, annotation, input, leftOut);
    const left_out = leftOut.counts();
    if (left_out !== undefined)
      yield {
        type: 'bytes',
        path: 'notes.json',
        bytes: textBytes(`${JSON.stringify({ left_out }, null, 2)}\n`),
      };
  },
};

async function* masksOf(
  task: NumberedTask,
  annotation: TaskFileAnnotation,
  input: ExportInput,
  leftOut: LeftOut,
): AsyncIterable<ExportFile> {
  const numbers = new Map<string, number>();
  const named = new Set(annotation.result.filter(isNamedMask).map((result) => textOf(result, 'id')));
  for (const result of annotation.result) {
    const rle = rleOf(result);
    const labels = labelsOf(result);
    // A brush beside a Labels control gives two results with the same mask; a per-region answer repeats it too.
    if (rle === undefined || (labels === undefined && named.has(textOf(result, 'id')))) continue;
    const size = originalSize(result);
    if (size === undefined) {
      leftOut.add('masks without the size of their image');
      continue;
    }
    let alpha: Uint8Array;
    try {
      alpha = maskAlpha(rle, size);
    } catch (error) {
      if (!(error instanceof MaskError)) throw error;
      leftOut.add(`masks that cannot be read: ${error.reason}`);
      continue;
    }
    const own = safeName(
      [textOf(result, 'from_name') ?? 'mask', ...(labels ?? ['no_label'])].join('-').replace(/[/\\]/g, '-'),
    );
    const number = numbers.get(own) ?? 0;
    numbers.set(own, number + 1);
    const prefix = `task-${task.id}-annotation-${task.annotationId(annotation.uid)}-by-${whoOf(annotation, input)}`;
    yield { type: 'bytes', path: `${prefix}-${own}-${number}.png`, bytes: await writeGrayPng(alpha, size) };
  }
}

const isNamedMask = (result: LabelResult): boolean =>
  rleOf(result) !== undefined && labelsOf(result) !== undefined;

const whoOf = ({ author }: TaskFileAnnotation, { annotator }: ExportInput): string => {
  const who = author === null ? 'nobody' : (annotator?.(author)?.email ?? author);
  return who.replace(/[^\p{L}\p{N}@.]/gu, '') || 'nobody';
};
