import { expect, test } from 'vitest';
import { parseRange } from './byte-range.ts';
import { checkConditions } from './read-conditions.ts';
import { readStoredHeaders, writeStoredHeaders } from './stored-headers.ts';

test.each([
  [undefined, 10, undefined],
  ['bytes=0-3', 10, { start: 0, end: 4 }],
  ['bytes=4-', 10, { start: 4, end: 10 }],
  ['bytes=-3', 10, { start: 7, end: 10 }],
  ['bytes=-30', 10, { start: 0, end: 10 }],
  ['bytes=8-99', 10, { start: 8, end: 10 }],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=5-4', 10, undefined],
  ['bytes=0-1,3-4', 10, undefined],
  ['lines=1-2', 10, undefined],
])('range %s of %i', (header, size, expected) => {
  expect(parseRange(header, size)).toEqual(expected);
});

const entry = { etag: 'aa', modified: Date.UTC(2024, 0, 1, 0, 0, 0, 500) };
const before = 'Sun, 31 Dec 2023 00:00:00 GMT';
const at = 'Mon, 01 Jan 2024 00:00:00 GMT';

test.each([
  [{}, 'ok'],
  [{ ifMatch: '"aa"' }, 'ok'],
  [{ ifMatch: 'aa' }, 'ok'],
  [{ ifMatch: '"bb", "aa"' }, 'ok'],
  [{ ifMatch: '*' }, 'ok'],
  [{ ifMatch: '"bb"' }, 'failed'],
  [{ ifMatch: '"aa"', ifUnmodifiedSince: before }, 'ok'],
  [{ ifUnmodifiedSince: before }, 'failed'],
  [{ ifUnmodifiedSince: at }, 'ok'],
  [{ ifNoneMatch: '"aa"' }, 'not-modified'],
  [{ ifNoneMatch: '*' }, 'not-modified'],
  [{ ifNoneMatch: '"bb"', ifModifiedSince: at }, 'ok'],
  [{ ifModifiedSince: at }, 'not-modified'],
  [{ ifModifiedSince: before }, 'ok'],
  [{ ifModifiedSince: 'whenever' }, 'ok'],
])('%j → %s', (conditions, expected) => {
  expect(checkConditions(conditions, entry)).toBe(expected);
});

test('what a write says about its object comes back as it was', () => {
  const stored = readStoredHeaders({
    'content-type': ['text/csv'],
    'content-encoding': ['aws-chunked, gzip'],
    'cache-control': ['no-store'],
    'x-amz-meta-name': [Buffer.from('grün').toString('latin1')],
    'x-amz-meta-content-encoding': ['a user may call it that'],
  });
  expect(stored.metadata).toEqual({
    name: 'grün',
    'content-encoding': 'a user may call it that',
    ':content-encoding': 'gzip',
    ':cache-control': 'no-store',
  });
  expect(writeStoredHeaders({ ...stored, sha256: '', size: 0, modified: 0, etag: '' })).toEqual({
    'content-type': 'text/csv',
    'content-encoding': 'gzip',
    'cache-control': 'no-store',
    'x-amz-meta-name': Buffer.from('grün').toString('latin1'),
    'x-amz-meta-content-encoding': 'a user may call it that',
  });
  expect(() => readStoredHeaders({ 'x-amz-meta-a': ['x'.repeat(2048)] })).toThrow(
    expect.objectContaining({ code: 'MetadataTooLarge' }),
  );
});
