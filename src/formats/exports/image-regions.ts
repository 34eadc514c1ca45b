import type { ConfigObject } from '../../labels/config/config.ts';
import { findResultType } from '../../labels/config/tag-registry.ts';
import { resolveValue } from '../../labels/config/resolve-value.ts';
import type { Size } from '../../labels/geometry/point.ts';
import { originalSize, type RegionOutline, regionOutline } from '../../labels/geometry/region-outline.ts';
import { isTextArray, type LabelResult, textOf, valueOf } from '../../labels/results/label-result.ts';
import { isRegion } from '../../labels/results/result-identity.ts';
import { ownValue } from '../../labels/json.ts';
import type { ExportInput } from '../export-format.ts';
import type { LeftOut } from './left-out.ts';
import { mediaPath } from './media-path.ts';
import { finishedAnnotations, type NumberedTask, numberTasks } from './number-tasks.ts';

export type ImageRegion = {
  readonly outline: RegionOutline;
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
    const size = results.flat().map(originalSize).find(Boolean) ?? (await input.imageSize?.(task)) ?? null;
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
    const outline = image === null ? undefined : regionOutline(valueOf(result), image);
    if (image === null) leftOut.add('regions of images whose size is not known');
    else if (outline === undefined) leftOut.add(`regions of type ${type}`);
    else regions.push({ outline, labels });
  }
  for (const [id, type] of unnamed)
    if (!named.has(id)) leftOut.add(`regions of type ${type} without a label`);
  return regions;
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
