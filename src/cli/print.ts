import type { CliContext, Column } from './command.ts';

const widthLimit = 200;

/** The two ways of printing: JSON for programs, aligned columns for people. */
export const createPrinter = (
  raw: boolean,
  write: (line: string) => void,
): Pick<CliContext, 'print' | 'printList'> => ({
  print(value, human) {
    const line = raw ? JSON.stringify(value) : human(value);
    if (line !== '') write(line);
  },
  async printList(items, columns) {
    if (raw) {
      for await (const item of items) write(JSON.stringify(item));
      return;
    }
    const batch: (typeof items extends Iterable<infer T> ? T : never)[] = [];
    let titled = false;
    const flush = () => {
      if (!titled) write(header(columns, batch));
      titled = true;
      for (const line of rows(columns, batch)) write(line);
      batch.length = 0;
    };
    for await (const item of items) if (batch.push(item as never) === widthLimit) flush();
    if (batch.length > 0 || !titled) flush();
  },
});

const widths = <T>(columns: readonly Column<T>[], items: readonly T[]): number[] =>
  columns.map((column) => Math.max(column.title.length, ...items.map((item) => column.text(item).length)));

const line = (cells: readonly string[], width: readonly number[]): string =>
  cells
    .map((cell, index) => cell.padEnd(width[index] ?? 0))
    .join('  ')
    .trimEnd();

const header = <T>(columns: readonly Column<T>[], items: readonly T[]): string =>
  line(
    columns.map((column) => column.title),
    widths(columns, items),
  );

const rows = <T>(columns: readonly Column<T>[], items: readonly T[]): string[] => {
  const width = widths(columns, items);
  return items.map((item) =>
    line(
      columns.map((column) => column.text(item)),
      width,
    ),
  );
};
