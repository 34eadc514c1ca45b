import { expect, test } from 'vitest';
import { scopeText } from './scope-text.ts';

const any = { project: null, repo: null, branch: null, send_for_all_actions: true, actions: [] };
const titleOf = (project: number) => (project === 1 ? 'Reviews' : undefined);

test('what a webhook is told of', () => {
  const text = (part: Partial<Parameters<typeof scopeText>[0]>) => scopeText({ ...any, ...part }, titleOf);
  expect(text({})).toBe('every commit');
  expect(text({ repo: 'raw' })).toBe('raw');
  expect(text({ repo: 'raw', branch: 'master' })).toBe('raw@master');
  expect(text({ branch: 'master' })).toBe('any repo@master');
  expect(text({ project: 1 })).toBe('labels of Reviews');
  expect(text({ project: 2, branch: 'master' })).toBe('labels of project 2, any repo@master');
  expect(text({ send_for_all_actions: false })).toBe('nothing: no event is chosen');
  expect(text({ send_for_all_actions: false, actions: ['COMMIT'] })).toBe('every commit');
});
