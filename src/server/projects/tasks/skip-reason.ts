import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import { type JsonObject, ownValue, withValue } from '../../../labels/json.ts';
import type { AnnotationRow } from '../tables.ts';

/*
 * Why a task was skipped stands in its label file beside Label Studio's `was_cancelled`, as the additive key
 * `skip_reason`; in the tables it is one of the keys that have no column.
 */
const key = 'skip_reason';
const keysOf = (extra: string | null): JsonObject => (extra === null ? {} : JSON.parse(extra));

/** The reason given with a skip; null where there was none. */
export const skipReasonOf = (row: Pick<AnnotationRow, 'skipped' | 'extra'>): string | null => {
  const reason = row.skipped === 1 ? ownValue(keysOf(row.extra), key) : undefined;
  return typeof reason === 'string' && reason !== '' ? reason : null;
};

/** An annotation's further keys with this reason, or without one. */
export const withSkipReason = (extra: string | null, reason: string | undefined): string | null => {
  const keys = withValue(keysOf(extra), key, reason || undefined);
  return Object.keys(keys).length === 0 ? null : stringifyCanonical(keys);
};
