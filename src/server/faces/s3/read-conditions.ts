import { matchesEtag } from './etag-list.ts';

export type Conditions = {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
  readonly ifUnmodifiedSince?: string | undefined;
};

/** What a conditional read comes to, in RFC 9110's order; `modified` in milliseconds, compared by whole seconds. */
export const checkConditions = (
  conditions: Conditions,
  entry: { readonly etag: string; readonly modified: number },
): 'ok' | 'not-modified' | 'failed' => {
  const modified = Math.floor(entry.modified / 1000) * 1000;
  const { ifMatch, ifNoneMatch } = conditions;
  if (ifMatch !== undefined) {
    if (!matchesEtag(ifMatch, entry.etag)) return 'failed';
  } else {
    const since = readTime(conditions.ifUnmodifiedSince);
    if (since !== undefined && modified > since) return 'failed';
  }
  if (ifNoneMatch !== undefined) return matchesEtag(ifNoneMatch, entry.etag) ? 'not-modified' : 'ok';
  const since = readTime(conditions.ifModifiedSince);
  return since !== undefined && modified <= since ? 'not-modified' : 'ok';
};

const readTime = (text: string | undefined): number | undefined => {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
};
