import type { ConfigObject } from '../../labels/config/config.ts';
import { findResultType } from '../../labels/config/tag-registry.ts';
import { resolveValue } from '../../labels/config/resolve-value.ts';
import type { Size } from '../../labels/geometry/point.ts';
import { originalSize, type RegionOutline, regionOutline } from '../../labels/geometry/region-outline.ts';
import { MaskError } from '../../labels/masks/mask-error.ts';
import { maskRuns } from '../../labels/masks/mask-runs.ts';
import { type Edges, edgesBounds } from '../../labels/masks/mask-spans.ts';
import { rleOf } from '../../labels/masks/rle-of.ts';
import { isTextArray, type LabelResult, textOf, valueOf } from '../../labels/results/label-result.ts';
import { isRegion } from '../../labels/results/result-identity.ts';
import { ownValue } from '../../labels/json.ts';
import type { ExportInput } from '../export-format.ts';
import type { LeftOut } from './left-out.ts';
import { mediaPath } from './media-path.ts';
import { finishedAnnotations, type NumberedTask, numberTasks } from './number-tasks.ts';

/** Where a region is, in pixels of the image. */
export type RegionForm =
  | (RegionOutline & { readonly type: 'outline' })
  | {
      readonly type: 'mask';
      readonly size: Size;
      /** At least one pixel is painted. */
      readonly edges: Edges;
      readonly box: RegionOutline['box'];
    };

export type ImageRegion = {
  readonly form: RegionForm;
  /** At least one. */
  readonly labels: readonly [string, ...string[]];
};

/** One image with what all its finished annotations drew. */
export type ImageTask = {
  readonly task: NumberedTask;
  /** Relative; by the task's key where its data name no file. */
  readonly path: string;
  /** null where neither a result nor the server knows it. */
  readonly size: Size | null;
  readonly regions: readonly ImageRegion[];
  /** Emails or uids of those who annotated it. */
  readonly annotators: readonly string[];
};

/** Every task that has an image, one at a time. What has no outline or no label is counted as left out. */
export async function* imageTasks(
  input: ExportInput,
  object: ConfigObject,
  leftOut: LeftOut,
): AsyncIterable<ImageTask> {
  for await (const task of numberTasks(input)) {
    const annotations = finishedAnnotations(task, input.annotations);
    // Skipped by everybody: not a picture without objects.
    if (annotations.length === 0 && task.file.annotations.length > 0) continue;
    const image = resolveValue(object.value ?? '', task.file.data);
    const results = annotations.map(({ result }) =>
      result.filter((each) => textOf(each, 'to_name') === object.name),
    );
    const size =
      results.flat().map(originalSize).find(Boolean) ??
      (typeof image === 'string' ? await input.imageSize?.(task, image) : undefined) ??
      null;
    yield {
      task,
      path: mediaPath(image) ?? `${task.file.key}.png`,
      size,
      regions: results.flatMap((own) => regionsOf(own, size, leftOut)),
      annotators: annotations.flatMap(({ author }) =>
        author === null ? [] : [input.annotator?.(author)?.email ?? author],
      ),
    };
  }
}

const regionsOf = (
  results: readonly LabelResult[],
  size: Size | null,
  leftOut: LeftOut,
): readonly ImageRegion[] => {
  const regions: ImageRegion[] = [];
  const unnamed = new Map<string, string>();
  const named = new Set<string>();
  for (const result of results) {
    const type = textOf(result, 'type') ?? '';
    if (!isRegion(result) || findResultType(type)?.classification) continue;
    const id = textOf(result, 'id') ?? '';
    const labels = labelsOf(result);
    if (labels === undefined) {
      unnamed.set(id, type);
      continue;
    }
    named.add(id);
    const image = originalSize(result) ?? size;
    const form = image === null ? 'regions of images whose size is not known' : formOf(result, image);
    if (typeof form === 'string') leftOut.add(form);
    else regions.push({ form, labels });
  }
  for (const [id, type] of unnamed)
    if (!named.has(id)) leftOut.add(`regions of type ${type} without a label`);
  return regions;
};

/** Or why there is none. */
const formOf = (result: LabelResult, size: Size): RegionForm | string => {
  const outline = regionOutline(valueOf(result), size);
  if (outline !== undefined) return { type: 'outline', ...outline };
  const rle = rleOf(result);
  if (rle === undefined) return `regions of type ${textOf(result, 'type')}`;
  try {
    const { pixels, edges } = maskRuns(rle);
    if (pixels !== size.width * size.height) return 'masks that are not of the size of their image';
    if (edges.length === 0) return 'masks without a painted pixel';
    const { left, top, right, bottom } = edgesBounds(edges, size.width);
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    return { type: 'mask', size, edges, box };
  } catch (error) {
    if (!(error instanceof MaskError)) throw error;
    return `masks that cannot be read: ${error.reason}`;
  }
};

/** What a result names its region; undefined where it names nothing. */
export const labelsOf = (result: LabelResult): readonly [string, ...string[]] | undefined => {
  const type = findResultType(textOf(result, 'type') ?? '');
  if (!type?.hasClasses || type.classification || type.key === undefined) return undefined;
  const labels = ownValue(valueOf(result), type.key);
  if (!isTextArray(labels)) return undefined;
  const [first, ...rest] = labels;
  return first === undefined ? undefined : [first, ...rest];
};
