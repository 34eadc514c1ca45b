export type Token = {
  readonly text: string /** UTF-16 offset. */;
  readonly start: number;
  readonly end: number;
};

// The Penn Treebank rules as NLTK has them, in the variant that Label Studio's converter uses: each puts spaces
// around what is a token of its own. Quotes are replaced by others, all else keeps its characters.
const rules: readonly (readonly [RegExp, string])[] = [
  [/^"/g, '``'],
  [/(``)/g, ' $1 '],
  [/([ ([{<])("|'{2})/g, '$1 `` '],
  [/([:,])([^\d])/g, ' $1 $2'],
  [/([:,])$/g, ' $1 '],
  [/\.\.\./g, ' ... '],
  [/[;@#$/%&]/g, ' $& '],
  [/([^.])(\.)([\])}>"']*)\s*$/g, '$1 $2$3 '],
  [/[?!]/g, ' $& '],
  [/([^'])' /g, "$1 ' "],
  [/[\][(){}<>]/g, ' $& '],
  [/--/g, ' -- '],
];
const endings: readonly (readonly [RegExp, string])[] = [
  [/''/g, " '' "],
  [/"/g, " '' "],
  [/([^' ])('[sS]|'[mM]|'[dD]|') /g, '$1 $2 '],
  [/([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) /g, '$1 $2 '],
  [/\b(can)(not)\b/gi, ' $1 $2 '],
  [/\b(d)('ye)\b/gi, ' $1 $2 '],
  [/\b(gim)(me)\b/gi, ' $1 $2 '],
  [/\b(gon)(na)\b/gi, ' $1 $2 '],
  [/\b(got)(ta)\b/gi, ' $1 $2 '],
  [/\b(lem)(me)\b/gi, ' $1 $2 '],
  [/\b(more)('n)\b/gi, ' $1 $2 '],
  [/\b(wan)(na)(?=\s)/gi, ' $1 $2 '],
  [/ ('t)(is)\b/gi, ' $1 $2 '],
  [/ ('t)(was)\b/gi, ' $1 $2 '],
];

/** Splits a text into tokens with their places. */
export const treebankTokens = (text: string): readonly Token[] => {
  const apply = (input: string, list: typeof rules) =>
    list.reduce((spaced, [pattern, replacement]) => spaced.replace(pattern, replacement), input);
  const spaced = apply(` ${apply(text, rules)} `, endings);
  const tokens: Token[] = [];
  let at = 0;
  for (const token of spaced.split(/\s+/)) {
    if (token === '') continue;
    while (at < text.length && /\s/.test(text[at] ?? '')) at++;
    const found = spellings(token).find((spelling) => text.startsWith(spelling, at)) ?? token;
    const end = Math.min(text.length, at + found.length);
    tokens.push({ text: text.slice(at, end), start: at, end });
    at = end;
  }
  return tokens;
};

const spellings = (token: string): readonly string[] =>
  token === '``' || token === "''" ? ['"', token, "''", '``'] : [token];
