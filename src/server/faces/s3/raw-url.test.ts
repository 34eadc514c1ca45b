import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeAws, parseRawUrl, queryValue } from './raw-url.ts';

test('keys keep dots, double slashes and encoded characters', () => {
  expect(parseRawUrl('/repo/a/../b//./c%2Fd%20e+f')).toMatchObject({
    bucket: 'repo',
    key: 'a/../b//./c/d e+f',
  });
  expect(parseRawUrl('/repo//x')).toMatchObject({ bucket: 'repo', key: '/x' });
  expect(parseRawUrl('/repo')).toMatchObject({ bucket: 'repo', key: '' });
  expect(parseRawUrl('/repo/')).toMatchObject({ bucket: 'repo', key: '' });
  expect(parseRawUrl('/')).toMatchObject({ bucket: '', key: '' });
  expect(parseRawUrl('http://host:1/repo/k?x=1')).toMatchObject({ bucket: 'repo', key: 'k' });
  expect(parseRawUrl('/a%2Fb/c')).toMatchObject({ bucket: 'a/b', key: 'c' });
});

test('queries: bare names, empty values, plus as blank', () => {
  const { query } = parseRawUrl('/r?uploads&prefix=a+b%2Bc&marker=');
  expect(query).toEqual([
    { name: 'uploads', value: '' },
    { name: 'prefix', value: 'a b+c' },
    { name: 'marker', value: '' },
  ]);
  expect(queryValue(query, 'nothing')).toBeUndefined();
});

test.each(['/r/%', '/r/%4', '/r/%zz', '/r/%ff', '/r/%ed%a0%80', '/r?x=%C3'])('%s is refused', (url) => {
  expect(() => parseRawUrl(url)).toThrow(expect.objectContaining({ code: 'InvalidURI' }));
});

test('whatever is encoded is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
      fc.pre(!/\p{Surrogate}/u.test(key));
      expect(parseRawUrl(`/r/${encodeAws(key)}?p=${encodeAws(key)}`)).toMatchObject({
        key,
        query: [{ name: 'p', value: key }],
      });
      expect(parseRawUrl(`/r/${encodeAws(key, true)}`).key).toBe(key);
    }),
  );
});
