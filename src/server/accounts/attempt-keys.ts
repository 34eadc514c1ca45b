import type { AttemptKey } from './attempts.ts';

/** Ten wrong passwords for one account from one address, or fifty from one address, within ten minutes. */
export const attemptKeys = (email: string, ip: string): readonly AttemptKey[] => [
  { key: `account ${email} ${ip}`, most: 10 },
  { key: `address ${ip}`, most: 50 },
];
