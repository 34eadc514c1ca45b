import { FormatError } from '../../../formats/format-error.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from '../../../labels/json.ts';

export type SplitTask = {
  readonly data: JsonObject;
  readonly annotations: readonly JsonObject[];
  readonly predictions: readonly JsonObject[];
  /** What else of the item stays with the task: `meta`. Ids and counters of another server do not. */
  readonly extra: JsonObject;
};

/**
 * An item of an import as task data, annotations and predictions: Label Studio's `{data, annotations, predictions}`
 * (old exports say `completions`), or the data alone. Throws FormatError.
 */
export const splitTask = (item: Json, index: number): SplitTask => {
  if (!isJsonObject(item)) throw new FormatError(index, 'it is not an object');
  const data = ownValue(item, 'data');
  if (!isJsonObject(data)) return { data: item, annotations: [], predictions: [], extra: {} };
  const meta = ownValue(item, 'meta');
  return {
    data,
    extra: isJsonObject(meta) && Object.keys(meta).length > 0 ? { meta } : {},
    annotations: objectsOf(
      ownValue(item, 'annotations') ?? ownValue(item, 'completions'),
      'annotations',
      index,
    ),
    predictions: objectsOf(withoutNumbers(ownValue(item, 'predictions')), 'predictions', index),
  };
};

/** Label Studio's own JSON export names predictions by number and holds nothing of them. */
const withoutNumbers = (value: Json | undefined): Json | undefined =>
  Array.isArray(value) ? value.filter((each) => typeof each !== 'number') : value;

const objectsOf = (value: Json | undefined, name: string, index: number): readonly JsonObject[] => {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isJsonObject))
    throw new FormatError(index, `${name} is not a list of objects`);
  return value;
};
