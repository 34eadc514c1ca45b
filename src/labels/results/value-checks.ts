import type { ValueCheck } from '../config/tag-entry.ts';
import { type Json, type JsonObject, ownValue } from '../json.ts';
import { isTextArray } from './label-result.ts';

const isNumber = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** Each of `keys` is a number. */
export const needNumbers =
  (...keys: readonly string[]): ValueCheck =>
  (value) =>
    firstProblem(keys.map((key) => (isNumber(ownValue(value, key)) ? undefined : `${key} is not a number`)));

/** `key` is an array of texts. */
export const needTexts =
  (key: string): ValueCheck =>
  (value) =>
    isTextArray(ownValue(value, key)) ? undefined : `${key} is not an array of texts`;

/** Labels on HTML, under the name they have or the one they had. */
export const needHyperTextLabels: ValueCheck = (value) =>
  needTexts(Object.hasOwn(value, 'htmllabels') ? 'htmllabels' : 'hypertextlabels')(value);

/** `key` is an array of [x, y]. */
export const needPoints =
  (key: string): ValueCheck =>
  (value) => {
    const points = ownValue(value, key);
    const sound =
      Array.isArray(points) &&
      points.every((point: Json) => Array.isArray(point) && point.length === 2 && point.every(isNumber));
    return sound ? undefined : `${key} is not an array of [x, y]`;
  };

/** A span of time or text: numbers `start` and `end` in order; whole ones where `whole`. */
export const needSpan =
  (whole: boolean): ValueCheck =>
  (value) => {
    const start = ownValue(value, 'start');
    const end = ownValue(value, 'end');
    if (!isNumber(start) || !isNumber(end)) return 'start and end are not numbers';
    if (start < 0 || end < start) return `the span ${start} to ${end} is not in order`;
    if (whole && !(Number.isInteger(start) && Number.isInteger(end)))
      return 'start and end are not whole numbers';
    return undefined;
  };

/** All of the checks; the first problem speaks. */
export const allOf =
  (...checks: readonly ValueCheck[]): ValueCheck =>
  (value: JsonObject) =>
    firstProblem(checks.map((check) => check(value)));

const firstProblem = (problems: readonly (string | undefined)[]): string | undefined =>
  problems.find((problem) => problem !== undefined);
