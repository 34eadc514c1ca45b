import { isJsonObject, type Json, type JsonObject, ownValue } from '../json.ts';

// Label Studio's own form of a variable.
const variable = /\$[\w[\].{}]+/g;

/**
 * What an attribute means for one task: a value that is only a variable (`$a.b[0].c`) is the data itself
 * (undefined where missing); otherwise variables are put into the text, missing ones as nothing.
 */
export const resolveValue = (value: string, data: JsonObject): Json | undefined => {
  const matches = value.match(variable);
  if (matches?.length === 1 && matches[0] === value) return lookUp(data, value.slice(1)).found;
  return value.replace(variable, (match) => {
    const { found, rest } = lookUp(data, match.slice(1));
    return `${toText(found)}${rest}`;
  });
};

/** The data fields that a value reads, first names only: `$a.b[0]` reads `a`. */
export const fieldsOf = (value: string): readonly string[] => [
  ...new Set([...value.matchAll(variable)].flatMap((match) => pathOf(match[0].slice(1))[0] ?? [])),
];

const toText = (value: Json | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

// A full stop after a variable ends the sentence; it is not part of the path.
const lookUp = (
  data: JsonObject,
  name: string,
): { readonly found: Json | undefined; readonly rest: string } => {
  const path = name.replace(/\.+$/, '');
  const rest = name.slice(path.length);
  if (Object.hasOwn(data, path)) return { found: data[path], rest };
  let found: Json | undefined = data;
  for (const step of pathOf(path)) {
    if (Array.isArray(found))
      found = /^\d+$/.test(step) ? (found as readonly Json[])[Number(step)] : undefined;
    else found = isJsonObject(found) ? ownValue(found, step) : undefined;
  }
  return { found, rest };
};

const pathOf = (path: string): readonly string[] => path.split(/[.[\]]+/).filter((step) => step !== '');
