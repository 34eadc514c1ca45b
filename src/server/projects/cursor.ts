import { AppError } from '../../shared/errors/app-error.ts';

/** A place in a list, as clients carry it: opaque, but readable in a debugger. */
export const writeCursor = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** Reads `length` parts; throws request.invalid for what this server never gave out. */
export const readCursor = (
  cursor: string | undefined,
  kinds: readonly ('number' | 'string')[],
): (string | number)[] | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(place) &&
      place.length === kinds.length &&
      place.every((part, at) => typeof part === kinds[at])
    )
      return place as (string | number)[];
  } catch {}
  throw new AppError('request.invalid', { reason: 'the cursor is none of ours' });
};
