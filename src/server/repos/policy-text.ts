import type { CommitPolicy } from '../../versions/version-store.ts';

/** A commit policy as the API and the command line write it: `manual`, `each`, `idle:2`. */
export const formatPolicy = (policy: CommitPolicy): string =>
  policy.type === 'idle' ? `idle:${policy.seconds}` : policy.type;

/** The other way; the text has been checked by the contract. A bare `idle` waits two seconds. */
export const parsePolicy = (text: string): CommitPolicy => {
  if (text === 'manual' || text === 'each') return { type: text };
  const [, seconds] = text.split(':');
  return { type: 'idle', seconds: seconds === undefined ? 2 : Number(seconds) };
};
