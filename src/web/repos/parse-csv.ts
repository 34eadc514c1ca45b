/** The first `limit` rows of a CSV text: quotes, doubled quotes, line ends of both kinds; comma, semicolon or tab. */
export const parseCsv = (text: string, limit: number): readonly (readonly string[])[] => {
  const separator = guessSeparator(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    cell = '';
    rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length && rows.length < limit; at++) {
    const char = text[at] as string;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === separator) {
      row.push(cell);
      cell = '';
    } else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  if (rows.length < limit && (cell !== '' || row.length > 0)) endRow();
  return rows;
};

const guessSeparator = (text: string): string => {
  const line = text.slice(0, text.indexOf('\n') + 1 || text.length);
  const counts = [',', ';', '\t'].map((mark) => [mark, line.split(mark).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
};
