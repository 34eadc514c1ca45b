import { timingSafeEqual } from 'node:crypto';

/** Compares without telling by its time where two signatures differ. */
export const equalSignatures = (expected: string, given: string): boolean => {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
};
