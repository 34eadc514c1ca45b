import { stringifyCanonical } from '../canonical-json.ts';
import type { JsonObject } from '../json.ts';

/** Lower-case hex of a hash over the text's UTF-8 bytes; the caller's, since this layer has none. */
export type HashText = (text: string) => string;

/** The key of a task that is one whole file. */
export const fileTaskKey = (hash: HashText, path: string): string => hash(path);

export type RowIdentity = {
  /** The value of the row's id field, where the source names one. */
  readonly id?: string | number;
  /** The canonical text of its data. */
  readonly text: string;
  /** How many rows with the same data came before it, from 0. */
  readonly occurrence: number;
  /** Keeps the rows of two sources apart; left out, a row keeps its key when it moves between files. */
  readonly scope?: string;
};

/** The key of a task that is one row of a JSON, JSON Lines or CSV file: by its id, else by its data and occurrence. */
export const rowTaskKey = (hash: HashText, row: RowIdentity): string => {
  const scope = row.scope === undefined ? '' : `,${stringifyCanonical(row.scope)}`;
  return hash(
    row.id === undefined
      ? `["data",${row.text},${row.occurrence}${scope}]`
      : `["id",${stringifyCanonical(String(row.id))}${scope}]`,
  );
};

/** Counts occurrences while rows are read in order: `next(data)` is 0 for data seen first, 1 the second time. */
export const occurrenceCounter = (hash: HashText): { readonly next: (data: JsonObject) => number } => {
  const seen = new Map<string, number>();
  return {
    next: (data) => {
      const text = hash(stringifyCanonical(data));
      const count = seen.get(text) ?? 0;
      seen.set(text, count + 1);
      return count;
    },
  };
};
