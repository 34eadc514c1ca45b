import { expect, test } from 'vitest';
import { parseBucketName } from './bucket-name.ts';

const id = 'a'.repeat(64);

test('the three forms', () => {
  expect(parseBucketName('repo_1')).toEqual({ repo: 'repo_1' });
  expect(parseBucketName('v1.repo')).toEqual({ repo: 'repo', ref: 'v1' });
  expect(parseBucketName(`${id}.repo`)).toEqual({ repo: 'repo', ref: id });
  expect(parseBucketName(`${id}.master.repo`)).toEqual({ repo: 'repo', ref: id, branch: 'master' });
});

test.each(['', '.', 'a.', '.a', 'a..b', 'a.b.c', 'a.b.c.d', 'a/b', 'ä', 'x'.repeat(64), `r.${id}`])(
  '%s is none',
  (bucket) => {
    expect(() => parseBucketName(bucket)).toThrow(expect.objectContaining({ code: 'InvalidBucketName' }));
  },
);
