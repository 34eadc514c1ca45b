import { FormatError } from '../../../formats/format-error.ts';
import { isJsonObject, type Json, type JsonObject, ownValue, withValue } from '../../../labels/json.ts';

/**
 * An item of an import with what Label Studio takes for granted said in full: annotations that come with a task are
 * ground truth unless they say otherwise; `fields` of the data become predictions. Throws FormatError.
 */
export const prepareItem = (item: Json, index: number, fields: readonly string[]): Json => {
  if (!isJsonObject(item)) throw new FormatError(index, 'it is not an object');
  const inner = ownValue(item, 'data');
  const isTask = isJsonObject(inner);
  if (fields.length === 0 && !isTask) return item;
  const name = ownValue(item, 'annotations') === undefined ? 'completions' : 'annotations';
  const annotations = isTask ? ownValue(item, name) : undefined;
  const task: JsonObject = isTask ? item : { data: item };
  const known = Array.isArray(annotations)
    ? withValue(task, name, (annotations as readonly Json[]).map(truthful))
    : task;
  if (fields.length === 0) return known;
  const data = isTask ? inner : item;
  const predictions = fields.flatMap((field) => {
    const value = ownValue(data, field);
    if (value === undefined) throw new FormatError(index, `it has no field ${field} to make a prediction of`);
    return value === null ? [] : [{ result: value }];
  });
  return withValue(known, 'predictions', predictions);
};

const truthful = (annotation: Json): Json =>
  isJsonObject(annotation) && ownValue(annotation, 'ground_truth') === undefined
    ? withValue(annotation, 'ground_truth', true)
    : annotation;
