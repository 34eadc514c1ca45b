import { AppError } from '../../shared/errors/app-error.ts';

/** Counts failures by key in memory, so that guessing passwords is slow. */
export type Attempts = {
  /** Throws AppError `auth.too_many_tries` while one of the keys has had too many failures. */
  check(keys: readonly AttemptKey[]): void;
  failed(keys: readonly AttemptKey[]): void;
  succeeded(keys: readonly AttemptKey[]): void;
};

/** `most` failures within the window lock `key` until the oldest of them has left it. */
export type AttemptKey = { readonly key: string; readonly most: number };

const windowMs = 10 * 60_000;
const maxKeys = 10_000;

export const createAttempts = (clock: () => number): Attempts => {
  const failures = new Map<string, readonly number[]>();
  const recent = (key: string): readonly number[] =>
    (failures.get(key) ?? []).filter((time) => time > clock() - windowMs);

  return {
    check(keys) {
      for (const { key, most } of keys) {
        const times = recent(key);
        const oldest = times[times.length - most];
        if (oldest === undefined) continue;
        const seconds = Math.max(1, Math.ceil((oldest + windowMs - clock()) / 1000));
        throw new AppError('auth.too_many_tries', { seconds });
      }
    },
    failed(keys) {
      for (const { key, most } of keys) {
        const times = [...recent(key), clock()].slice(-most);
        failures.delete(key);
        failures.set(key, times);
      }
      // insertion order is age: what was touched longest ago goes first
      for (const key of failures.keys()) {
        if (failures.size <= maxKeys) break;
        failures.delete(key);
      }
    },
    succeeded(keys) {
      for (const { key } of keys) failures.delete(key);
    },
  };
};
