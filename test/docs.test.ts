import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandLineDoc } from '../scripts/command-line-doc.ts';
import { errorsDoc } from '../scripts/errors-doc.ts';
import { programVersion } from '../src/shared/program-version.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('docs/errors.md lists exactly the errors there are (else: node --import tsx scripts/generate-docs.ts)', () => {
  expect(read('docs/errors.md')).toBe(errorsDoc());
});

test('docs/command-line.md is of the commands there are (else: node --import tsx scripts/generate-docs.ts)', () => {
  expect(read('docs/command-line.md')).toBe(commandLineDoc());
});

test('the program says the version that package.json has', () => {
  expect(JSON.parse(read('package.json'))).toMatchObject({ version: programVersion });
});
