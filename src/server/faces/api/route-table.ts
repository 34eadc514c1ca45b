import { AppError } from '../../../shared/errors/app-error.ts';

export type Route<T> = { readonly method: string; readonly path: string; readonly value: T };
export type Matched<T> =
  | { readonly type: 'found'; readonly value: T; readonly params: Readonly<Record<string, string>> }
  /** The path is there, for these methods. */
  | { readonly type: 'method'; readonly allowed: readonly string[] }
  | { readonly type: 'none' };

type Leaf<T> = { readonly names: readonly string[]; readonly value: T };
type Node<T> = {
  readonly fixed: Map<string, Node<T>>;
  param: Node<T> | null;
  /** By method; of routes that end in a slash and of those that do not. */
  readonly slashed: Map<string, Leaf<T>>;
  readonly here: Map<string, Leaf<T>>;
  readonly rest: Map<string, Leaf<T>>;
};

/**
 * Finds routes such as `/api/repos/{repo}/files/{ref}/{path*}` by raw, undecoded paths, so that names keep
 * `%2F`, `..` and `//`. Fixed parts win over parameters, those over a rest; a trailing slash makes no
 * difference unless there are two routes that differ in it only.
 */
export const createRouteTable = <T>(
  routes: readonly Route<T>[],
): { match(method: string, rawPath: string): Matched<T> } => {
  const root = emptyNode<T>();
  for (const route of routes) add(root, route);
  return {
    match(method, rawPath) {
      const wanted = method === 'HEAD' ? 'GET' : method;
      const allowed = new Set<string>();
      const ask = { method: wanted, ending: endingOf(rawPath), allowed };
      const found = walk(root, ask, rawPath.slice(1), []);
      if (found) return { type: 'found', value: found.leaf.value, params: decode(found) };
      return allowed.size > 0 ? { type: 'method', allowed: [...allowed] } : { type: 'none' };
    },
  };
};

const emptyNode = <T>(): Node<T> => ({
  fixed: new Map(),
  param: null,
  slashed: new Map(),
  here: new Map(),
  rest: new Map(),
});

const add = <T>(root: Node<T>, { method, path, value }: Route<T>): void => {
  let node = root;
  const ending = endingOf(path);
  let leaves = node[ending];
  const names: string[] = [];
  for (const part of path.replace(/\/$/, '').slice(1).split('/')) {
    const rest = /^\{(\w+)\*\}$/.exec(part)?.[1];
    const param = /^\{(\w+)\}$/.exec(part)?.[1];
    if (rest !== undefined) {
      names.push(rest);
      leaves = node.rest;
      continue;
    }
    if (param !== undefined) {
      names.push(param);
      node.param ??= emptyNode();
      node = node.param;
    } else {
      const next = node.fixed.get(part) ?? emptyNode<T>();
      node.fixed.set(part, next);
      node = next;
    }
    leaves = node[ending];
  }
  if (leaves.has(method)) throw new Error(`two operations at ${method} ${path}`);
  leaves.set(method, { names, value });
};

type Found<T> = { readonly leaf: Leaf<T>; readonly values: readonly string[] };

type Ask = {
  readonly method: string;
  readonly ending: 'slashed' | 'here';
  /** The methods that were found in its place. */
  readonly allowed: Set<string>;
};

const endingOf = (path: string): Ask['ending'] => (path.endsWith('/') ? 'slashed' : 'here');

const walk = <T>(node: Node<T>, ask: Ask, path: string, values: readonly string[]): Found<T> | null => {
  const { method, ending, allowed } = ask;
  const pick = (leaves: Map<string, Leaf<T>>, found: readonly string[]): Found<T> | null => {
    const leaf = leaves.get(method);
    if (leaf) return { leaf, values: found };
    for (const name of leaves.keys()) allowed.add(name);
    return null;
  };
  if (path === '')
    return pick(node[ending], values) ?? pick(node[ending === 'here' ? 'slashed' : 'here'], values);
  const slash = path.indexOf('/');
  const part = slash < 0 ? path : path.slice(0, slash);
  const tail = slash < 0 ? '' : path.slice(slash + 1);
  const fixed = node.fixed.get(part);
  return (
    (fixed && walk(fixed, ask, tail, values)) ||
    (node.param && part !== '' && walk(node.param, ask, tail, [...values, part])) ||
    pick(node.rest, [...values, path])
  );
};

const decode = <T>({ leaf, values }: Found<T>): Record<string, string> =>
  Object.fromEntries(leaf.names.map((name, index) => [name, decodePart(name, values[index] ?? '')]));

/** Node gives a path's raw bytes as Latin-1; percent-encoded or not, they have to be UTF-8. */
const decodePart = (name: string, raw: string): string => {
  try {
    return decodeURIComponent(raw.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`));
  } catch {
    throw new AppError('request.invalid', { reason: `${name} in the path is not percent-encoded UTF-8` });
  }
};
