/** A cell: numbers as they are, anything else quoted. */
export type CsvCell = string | number | null;

/**
 * One line of CSV. A text that a spreadsheet would run as a formula (it begins with = + - @ tab or return, and is
 * no number) gets an apostrophe before it, as OWASP advises.
 */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(cell).join(',')}\r\n`;

const cell = (value: CsvCell): string => {
  if (value === null) return '""';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d[\d.,eE+-]*$/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
};
