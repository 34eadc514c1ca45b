/** A glob as a test and the literal text that every match begins with. */
export type Glob = { readonly prefix: string; matches(path: string): boolean };

/**
 * `*` and `?` stay within a folder, `**` crosses folders (`**` then `/` also matches none), `[a-z]` and `[!a]` are sets,
 * `{a,b}` are alternatives, `\` takes the next character as it is. A leading `/` is ignored.
 */
export const parseGlob = (pattern: string): Glob => {
  const text = pattern.replace(/^\/+/, '');
  const prefix = /^[^*?[\]{}\\]*/.exec(text)?.[0] ?? '';
  const regex = new RegExp(`^${translate(text)}$`, 'u');
  return { prefix, matches: (path) => regex.test(path) };
};

const literal = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');

const translate = (text: string): string => {
  let out = '';
  let depth = 0;
  const characters = Array.from(text);
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i] as string;
    if (c === '*' && characters[i + 1] === '*') {
      i++;
      if (characters[i + 1] === '/') {
        i++;
        out += '(?:.*\\/)?';
      } else out += '.*';
    } else if (c === '*') out += '[^\\/]*';
    else if (c === '?') out += '[^\\/]';
    else if (c === '\\' && i + 1 < characters.length) out += literal(characters[++i] as string);
    else if (c === '[') {
      const set = setAt(characters, i);
      if (set === null) out += '\\[';
      else {
        out += set.source;
        i = set.end;
      }
    } else if (c === '{') {
      depth++;
      out += '(?:';
    } else if (c === '}' && depth > 0) {
      depth--;
      out += ')';
    } else if (c === ',' && depth > 0) out += '|';
    else out += literal(c);
  }
  return out + ')'.repeat(depth);
};

/** The set that begins at `[`, or null when it has no end. */
const setAt = (characters: readonly string[], begin: number): { source: string; end: number } | null => {
  const not = characters[begin + 1] === '!' || characters[begin + 1] === '^';
  const first = begin + (not ? 2 : 1);
  const end = characters.indexOf(']', first + 1);
  if (end === -1) return null;
  const body = characters.slice(first, end);
  const parts: string[] = [];
  for (let i = 0; i < body.length; i++) {
    const low = body[i] as string;
    const high = body[i + 2];
    if (body[i + 1] === '-' && high !== undefined && low <= high) {
      parts.push(`${literal(low)}-${literal(high)}`);
      i += 2;
    } else parts.push(literal(low));
  }
  return { source: `[${not ? '^\\/' : ''}${parts.join('')}]`, end };
};
