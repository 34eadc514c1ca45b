import type { ReadObject } from '../version-commands.ts';

/** A missing object is an error at once, not a broken stream. */
export const readObject: ReadObject = (versions, { sha256, start, end }) =>
  versions.objects.open(sha256, { start, end });
