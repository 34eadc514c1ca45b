import type { Delivery } from '../../shared/contract/webhooks.ts';
import type { Tone } from '../parts/badge.tsx';
import { ago } from '../parts/time-ago.tsx';

export const stateTones: Readonly<Record<Delivery['state'], Tone>> = {
  delivered: 'ok',
  waiting: 'warn',
  failed: 'danger',
};

/** What came of the last attempt, in a sentence. */
export const outcomeText = ({ status, error, attempt }: Delivery): string => {
  if (error !== null) return error;
  return attempt === 0 ? 'Not sent yet.' : `It answered ${status}.`;
};

/** When the next attempt is made; one that is due is about to be. */
export const nextText = (next: string, now = Date.now()): string =>
  Date.parse(next) - now < 45_000 ? 'in a moment' : ago(next, now);
