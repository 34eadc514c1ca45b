/**
 * Reads the text of a `.env` file: `NAME=value` lines, `#` comments, optional `export`, values in single quotes
 * (as they are) or double quotes (with \n, \t, \" and \\). What is no such line is left out.
 */
export const readEnvFile = (text: string): Readonly<Record<string, string>> => {
  const values: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/.exec(line);
    if (match?.[1] !== undefined) values[match[1]] = readValue(match[2] ?? '');
  }
  return values;
};

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

const readValue = (raw: string): string => {
  const single = /^'([^']*)'\s*(?:#.*)?$/.exec(raw);
  if (single) return single[1] ?? '';
  const double = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/.exec(raw);
  if (double) return (double[1] ?? '').replace(/\\(.)/g, (_, char: string) => escapes[char] ?? char);
  return raw.replace(/(?:^|\s+)#.*$/, '').trim();
};
