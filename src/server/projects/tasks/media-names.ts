import { isJsonObject, type Json, ownValue } from '../../../labels/json.ts';
import { importKindOf } from '../../../shared/import-kind.ts';

type Named = { readonly path: string; readonly uri: string };

/** The media of one import, found by what its rows call them. */
export const mediaNames = () => {
  const byName = new Map<string, Named[]>();
  const used = new Set<string>();
  const find = (text: string): string | undefined => {
    const called = calledPath(text);
    if (called === undefined) return undefined;
    const name = lastOf(called);
    // Label Studio writes eight digits before the name of an upload
    const found = byName.get(name) ?? byName.get(name.replace(/^[0-9a-f]{8}-/, '')) ?? [];
    const fitting = found.filter(({ path }) => endsWith(called, path) || endsWith(path, called));
    // of two that fit neither is meant for sure
    const [only] = found.length === 1 ? found : fitting.length === 1 ? fitting : [];
    if (only !== undefined) used.add(only.path);
    return only?.uri;
  };
  const replace = (value: Json): Json => {
    if (typeof value === 'string') return find(value) ?? value;
    if (Array.isArray(value)) return value.map((inner: Json) => replace(inner));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner as Json)]));
  };
  return {
    add(media: Named): void {
      const name = lastOf(media.path);
      byName.set(name, [...(byName.get(name) ?? []), media]);
    },
    isUsed: (path: string): boolean => used.has(path),
    /** An item of an import (see `splitTask`) whose data has the addresses of media in the place of their names. */
    inItem(item: Json): Json {
      if (byName.size === 0 || !isJsonObject(item)) return item;
      const data = ownValue(item, 'data');
      return isJsonObject(data) ? { ...item, data: replace(data) } : replace(item);
    },
  };
};

/** Whether a path ends with the parts of another. */
const endsWith = (path: string, end: string): boolean => `/${path}`.endsWith(`/${end.replace(/^\//, '')}`);

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `/data/upload/3/cat.png`, `/data/local-files/?d=pages/cat.png`, `pages/cat.png`; no address of elsewhere. */
const calledPath = (text: string): string | undefined => {
  if (text.length > 1024 || /^[a-z][a-z0-9+.-]*:/i.test(text)) return undefined;
  const kind = importKindOf(text);
  if (kind !== 'image' && kind !== 'audio') return undefined;
  const path = text.replace(/^.*[?&]d=/, '').replaceAll('\\', '/');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
