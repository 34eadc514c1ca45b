import { type Json, type JsonArray, type JsonObject, ownValue } from './json.ts';

/** Why a value has no canonical form; callers turn it into the coded error of their own input. */
export class JsonRefused extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = 'JsonRefused';
    this.reason = reason;
  }
}

// Deeper than any label; keeps hostile nesting from exhausting the stack.
const maxDepth = 1000;
const loneSurrogate = /\p{Surrogate}/u;

/**
 * The one text of a value by RFC 8785: keys sorted by UTF-16 code units, numbers as ECMAScript writes them, no
 * spaces. Keys whose value is undefined are left out. Throws JsonRefused for NaN, Infinity and lone surrogates.
 */
export const stringifyCanonical = (value: Json): string => {
  // what was read from canonical text is in order already, and natively written several times as fast
  const text = orderOf(value, 0) === 'sorted' ? JSON.stringify(value) : undefined;
  return text === undefined || mayHoldHalf(text) ? write(value, 0) : text;
};

/** Throws JsonRefused where `stringifyCanonical` would. `text`: the JSON that it was read from, where that is known. */
export const refuseUnwritable = (value: Json, text?: string): void => {
  // half of a pair comes out of a text only where it is escaped there
  const mayHold = text === undefined ? mayHoldHalf(JSON.stringify(value)) : /\\u[dD]/.test(text);
  if (mayHold || orderOf(value, 0) === 'refused') write(value, 0);
};

type Order = 'sorted' | 'unsorted' | 'refused';

/** Whether the keys of all objects are in canonical order; halves of surrogate pairs are not looked for. */
const orderOf = (value: Json | undefined, depth: number): Order => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return 'sorted';
  if (typeof value === 'number') return Number.isFinite(value) ? 'sorted' : 'refused';
  if (typeof value !== 'object' || depth >= maxDepth) return 'refused';
  let order: Order = 'sorted';
  if (isArray(value)) {
    for (const item of value) {
      const inner = orderOf(item, depth + 1);
      if (inner === 'refused') return inner;
      if (inner === 'unsorted') order = inner;
    }
    return order;
  }
  let last: string | undefined;
  for (const key of Object.keys(value)) {
    if (last !== undefined && last > key) order = 'unsorted';
    last = key;
    const member = value[key];
    if (member === undefined) continue;
    const inner = orderOf(member, depth + 1);
    if (inner === 'refused') return inner;
    if (inner === 'unsorted') order = inner;
  }
  return order;
};

/** JSON.stringify escapes such halves, so there is hardly ever anything to search. */
const mayHoldHalf = (text: string): boolean => text.includes('\\ud');

const write = (value: Json | undefined, depth: number): string => {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return writeNumber(value);
    case 'string':
      return writeString(value);
    case 'object':
      break;
    default:
      throw new JsonRefused(`${typeof value} is not a JSON value`);
  }
  if (depth >= maxDepth) throw new JsonRefused(`values are nested deeper than ${maxDepth}`);
  if (Array.isArray(value)) return `[${value.map((item: Json) => write(item, depth + 1)).join(',')}]`;
  const members: string[] = [];
  const object = value as { readonly [key: string]: Json | undefined };
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member !== undefined) members.push(`${writeString(key)}:${write(member, depth + 1)}`);
  }
  return `{${members.join(',')}}`;
};

const writeNumber = (value: number): string => {
  if (!Number.isFinite(value)) throw new JsonRefused(`${value} is not a JSON number`);
  return String(value === 0 ? 0 : value);
};

const writeString = (value: string): string => {
  const text = JSON.stringify(value);
  if (mayHoldHalf(text) && loneSurrogate.test(value))
    throw new JsonRefused('a string holds half of a surrogate pair');
  return text;
};

/**
 * Reads JSON, refusing (JsonRefused) what could not be written again: text that is not JSON, and numbers that
 * a double would change, such as 64-bit ids, which belong in strings.
 */
export const parseJson = (text: string): Json => {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new JsonRefused(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const lossy = findLossyNumber(text);
  if (lossy !== undefined)
    throw new JsonRefused(`the number ${lossy} cannot be kept exactly; write it as a string`);
  return value;
};

/** The first number of a JSON text whose value a double cannot hold: a large integer, or one beyond 1e308. */
export const findLossyNumber = (text: string): string | undefined => {
  if (!/(?<![\d.])\d{16}|[eE]\+?\d{3}/.test(text)) return undefined;
  for (const match of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs)) {
    const token = match[0];
    if (token.startsWith('"')) continue;
    const value = Number(token);
    if (!Number.isFinite(value)) return token;
    const integer = /^-?\d{16,}$/.test(token);
    if (integer && String(value) !== token && BigInt(token) !== BigInt(value)) return token;
  }
  return undefined;
};

/** True when both have the same canonical text; undefined equals only undefined. */
export const sameJson = (a: Json | undefined, b: Json | undefined): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, at) => sameJson(item, b[at]));
  return !isArray(b) && sameMembers(a, b);
};

const isArray = (value: Json): value is JsonArray => Array.isArray(value);

const sameMembers = (a: JsonObject, b: JsonObject): boolean => {
  // keys whose value is undefined are none
  for (const key of Object.keys(a)) if (!sameJson(a[key], ownValue(b, key))) return false;
  return Object.keys(b).every((key) => b[key] === undefined || Object.hasOwn(a, key));
};
