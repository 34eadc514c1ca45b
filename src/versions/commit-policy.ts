import { AppError } from '../shared/errors/app-error.ts';
import type { CommitPolicy } from './version-store.ts';

/** What a branch does unless told. */
export const defaultPolicy: CommitPolicy = { type: 'idle', seconds: 2 };

/** Whatever happens, under `idle` nothing stays uncommitted longer, in milliseconds. */
export const maxStagedAge = 60_000;

/** `each`, `manual`, `idle` or `idle:SECONDS`. AppError request.invalid. */
export const parsePolicy = (text: string): CommitPolicy => {
  if (text === 'each' || text === 'manual') return { type: text };
  const match = /^idle(?::(\d{1,5}(?:\.\d{1,3})?))?$/.exec(text);
  if (match === null) {
    throw new AppError('request.invalid', {
      reason: `"${text}" is no policy; use each, manual or idle:SECONDS`,
    });
  }
  return match[1] === undefined ? defaultPolicy : { type: 'idle', seconds: Number(match[1]) };
};

export const policyText = (policy: CommitPolicy): string =>
  policy.type === 'idle' ? `idle:${policy.seconds}` : policy.type;
