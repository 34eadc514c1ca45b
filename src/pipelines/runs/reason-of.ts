import { AppError } from '../../shared/errors/app-error.ts';

/** What went wrong, for people: the text of a coded error, else the message. */
export const reasonOf = (error: unknown): string =>
  error instanceof AppError
    ? `${error.code}: ${error.message}`
    : error instanceof Error
      ? error.message
      : String(error);

/** Trying again cannot help: the request itself is refused. A conflict may be gone by then. */
export const isPermanent = (error: unknown): boolean =>
  error instanceof AppError && error.status < 500 && error.status !== 409;
