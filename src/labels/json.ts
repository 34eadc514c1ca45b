export type Json = null | boolean | number | string | JsonArray | JsonObject;
export type JsonArray = readonly Json[];
/** Keys that nobody here knows are kept: never rebuild one of these field by field. */
export type JsonObject = { readonly [key: string]: Json };

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own keys only: data come from strangers and may name `constructor` or `__proto__`. */
export const ownValue = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** A copy with `key` set, or without it where `value` is undefined; safe for a key named `__proto__`. */
export const withValue = (object: JsonObject, key: string, value: Json | undefined): JsonObject =>
  Object.fromEntries([
    ...Object.entries(object).filter(([name]) => name !== key),
    ...(value === undefined ? [] : [[key, value] as const]),
  ]);
