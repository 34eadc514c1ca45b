import { type Json, isJsonObject } from '../../labels/json.ts';

/**
 * A relative path for a task's media as a folder of data would have it: the path within the repo for
 * `s3://repo/path`, the file's name for other addresses. Never absolute, without `..`, and without characters that
 * some file system refuses; undefined where the value names nothing (a data: URI, an object).
 */
export const mediaPath = (value: Json | undefined): string | undefined => {
  if (typeof value !== 'string' || isJsonObject(value) || /^data:/i.test(value)) return undefined;
  const inBucket = /^(?:s3|gs|azure-blob):\/\/[^/]+\/(.+)$/i.exec(value)?.[1];
  const local = /\/data\/local-files\/?\?(?:.*&)?d=([^&#]+)/.exec(value)?.[1];
  if (inBucket !== undefined) return safePath(inBucket);
  if (local !== undefined) return safePath(decode(local));
  const address = value.replace(/[?#].*$/s, '');
  return safePath(decode(address).split(/[/\\]/).at(-1) ?? '');
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const safePath = (path: string): string | undefined => {
  const steps = path
    .split(/[/\\]/)
    .filter((step) => step !== '' && step !== '.' && step !== '..')
    .map((step) => safeName(step));
  return steps.length === 0 ? undefined : steps.join('/');
};

/** One step of a path, without characters that a file system refuses, at most 200 UTF-16 units. */
export const safeName = (name: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const safe = name.replace(/[\u0000-\u001f<>:"|?*\\/]/g, '_').replace(/^\.+(?=\.|$)/, '_');
  return safe.length <= 200 ? safe : `${safe.slice(0, 150)}${safe.slice(-50)}`;
};

/** The path without its last extension. */
export const withoutExtension = (path: string): string => path.replace(/(?<=[^/])\.[^./]*$/, '');

/** Gives every name once: the second of equals gets `tag` appended. */
export const uniqueNames = (): ((name: string, tag: string) => string) => {
  const taken = new Set<string>();
  return (name, tag) => {
    let unique = taken.has(name) ? `${name}-${tag}` : name;
    for (let number = 2; taken.has(unique); number++) unique = `${name}-${tag}-${number}`;
    taken.add(unique);
    return unique;
  };
};
