import { AppError } from '../../shared/errors/app-error.ts';
import { JsonRefused, parseJson, refuseUnwritable } from '../canonical-json.ts';
import { isJsonObject, type Json, type JsonObject, ownValue, withValue } from '../json.ts';
import type { TaskFile, TaskFileAnnotation } from './task-file.ts';

/**
 * Reads a task file. `path` is only for the error. Absent `source`, `lead_time`, `was_cancelled` and
 * `ground_truth` get their defaults; annotations come out sorted by uid. Throws task_file.invalid.
 */
export const parseTaskFile = (text: string, path: string): TaskFile => {
  try {
    return checkTaskFile(parseJson(text), text);
  } catch (error) {
    if (error instanceof JsonRefused) throw refuse(path, error.reason, error);
    throw error;
  }
};

/** Checks an already parsed value, `text` being what it was read from; throws JsonRefused with what is wrong. */
export const checkTaskFile = (value: Json, text?: string): TaskFile => {
  if (!isJsonObject(value)) throw new JsonRefused('it is not a JSON object');
  need(value, '', 'key', isName, 'a text that is not empty');
  need(value, '', 'data', isJsonObject, 'an object');
  need(value, '', 'annotations', Array.isArray, 'an array');
  optional(value, '', 'source', (source) => source === null || isSource(source), 'null or {repo, path, …}');
  const annotations = (value.annotations as readonly Json[]).map(checkAnnotation);
  const sorted = sortByUid(annotations);
  for (const [index, annotation] of sorted.entries())
    if (sorted[index + 1]?.uid === annotation.uid)
      throw new JsonRefused(`two annotations have the uid ${annotation.uid}`);
  const file = withDefault(withValue(value, 'annotations', sorted), 'source', null);
  refuseUnwritable(file, text);
  return file as TaskFile;
};

/** By UTF-16 code units, the order that object keys have. */
export const sortByUid = (annotations: readonly TaskFileAnnotation[]): readonly TaskFileAnnotation[] =>
  annotations.toSorted((a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0));

const checkAnnotation = (value: Json, index: number): TaskFileAnnotation => {
  const at = `annotations[${index}]`;
  if (!isJsonObject(value)) throw new JsonRefused(`${at} is not an object`);
  need(value, at, 'uid', isName, 'a text that is not empty');
  need(value, at, 'result', isObjectArray, 'an array of objects');
  need(value, at, 'created_at', isTime, 'an ISO 8601 time');
  need(value, at, 'updated_at', isTime, 'an ISO 8601 time');
  need(value, at, 'author', (author) => author === null || isName(author), "an account's uid or null");
  optional(value, at, 'lead_time', (time) => time === null || typeof time === 'number', 'seconds or null');
  optional(value, at, 'was_cancelled', isBoolean, 'true or false');
  optional(value, at, 'ground_truth', isBoolean, 'true or false');
  optional(value, at, 'parents', (uids) => Array.isArray(uids) && uids.every(isName), 'an array of uids');
  optional(value, at, 'made_on', isJsonObject, 'an object');
  const filled = withDefault(withDefault(value, 'lead_time', null), 'was_cancelled', false);
  return withDefault(filled, 'ground_truth', false) as TaskFileAnnotation;
};

type Check = (value: Json) => boolean;

const isName: Check = (value) => typeof value === 'string' && value !== '';
const isBoolean: Check = (value) => typeof value === 'boolean';
const isTime: Check = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
const isObjectArray: Check = (value) => Array.isArray(value) && value.every(isJsonObject);
const isSource: Check = (value) =>
  isJsonObject(value) &&
  isName(ownValue(value, 'repo') ?? null) &&
  isName(ownValue(value, 'path') ?? null) &&
  ['string', 'undefined'].includes(typeof ownValue(value, 'sha256')) &&
  ['string', 'number', 'undefined'].includes(typeof ownValue(value, 'row'));

const need = (object: JsonObject, at: string, key: string, check: Check, what: string): void => {
  if (!Object.hasOwn(object, key))
    throw new JsonRefused(`${at ? `${at}.` : ''}${key} is missing; it is ${what}`);
  optional(object, at, key, check, what);
};

const optional = (object: JsonObject, at: string, key: string, check: Check, what: string): void => {
  const value = ownValue(object, key);
  if (value !== undefined && !check(value))
    throw new JsonRefused(`${at ? `${at}.` : ''}${key} is not ${what}`);
};

const withDefault = (object: JsonObject, key: string, value: Json): JsonObject =>
  Object.hasOwn(object, key) ? object : withValue(object, key, value);

const refuse = (path: string, reason: string, cause: unknown): AppError =>
  new AppError('task_file.invalid', { path, reason }, { cause });
