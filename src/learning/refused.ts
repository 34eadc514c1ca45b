import type { Refused, TrainingSummary } from './model-type.ts';

const keysShown = 20;

/** Refused rows by reason, most frequent first; keys in order. */
export const summariseRefused = (refused: readonly Refused[]): TrainingSummary['refused'] => {
  const byReason = new Map<string, string[]>();
  for (const { key, reason } of refused) byReason.set(reason, [...(byReason.get(reason) ?? []), key]);
  return [...byReason]
    .map(([reason, keys]) => ({ reason, count: keys.length, keys: keys.sort().slice(0, keysShown) }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
};
