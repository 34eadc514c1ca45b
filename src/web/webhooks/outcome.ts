import type { Delivery } from '../../shared/contract/webhooks.ts';
import type { Tone } from '../parts/badge.tsx';

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
