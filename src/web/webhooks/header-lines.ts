export type Headers = Readonly<Record<string, string>>;

export const headerLines = (headers: Headers): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** Headers as people write them, one `Name: value` a line; throws an Error that names the line that is none. */
export const readHeaderLines = (text: string): Headers =>
  Object.fromEntries(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => {
        const at = line.indexOf(':');
        if (at < 1) throw new Error(`“${line}” is no header. Write one a line, as Name: value.`);
        return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      }),
  );
