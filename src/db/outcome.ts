import { AppError } from '../shared/errors/app-error.ts';
import { GuardMissed } from './database.ts';

/** What became of a plan or a query, as plain data that can cross a thread. */
export type Outcome<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'missed'; readonly statement: number }
  | { readonly type: 'failed'; readonly code: string; readonly message: string };

/** SQLite refused or failed; `code` is its extended code, such as `SQLITE_CONSTRAINT_UNIQUE`. */
export class DatabaseError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'DatabaseError';
    this.code = code;
  }
}

/** An error of a driver as an outcome. */
export const failed = (error: unknown): Outcome<never> => {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return {
    type: 'failed',
    code: typeof code === 'string' ? code : 'ERROR',
    message: String(message ?? error),
  };
};

/** The value of an outcome; throws GuardMissed, AppError `storage.full` or DatabaseError. */
export const unwrap = <T>(outcome: Outcome<T>): T => {
  switch (outcome.type) {
    case 'done':
      return outcome.value;
    case 'missed':
      throw new GuardMissed(outcome.statement);
    case 'failed':
      if (isDiskFull(outcome)) throw new AppError('storage.full', {}, { cause: outcome.message });
      throw new DatabaseError(outcome.code, outcome.message);
  }
};

/** SHMSIZE is what SQLite says when the disk has no room for the index of the write-ahead log. */
const isDiskFull = ({ code, message }: { code: string; message: string }): boolean =>
  code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || /ENOSPC/.test(`${code} ${message}`);
