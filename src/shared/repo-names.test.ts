import { expect, test } from 'vitest';
import { repoNames } from './repo-names.ts';

const first = (title: string, taken: readonly string[] = []) => {
  for (const name of repoNames(title)) if (!taken.includes(name)) return name;
};

test('a repo is named after the title, by the first name that is free', () => {
  expect(first('Kinds of mail')).toBe('kinds_of_mail');
  expect(first('Kinds of mail', ['kinds_of_mail', 'kinds_of_mail_2'])).toBe('kinds_of_mail_3');
  expect(first('Überblick – 2026!')).toBe('uberblick_2026');
  expect(first('文字')).toBe('project');
  expect(first('Docs')).toBe('docs_2');
});
