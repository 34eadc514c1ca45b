import { expect, test } from 'vitest';
import type { Found } from '../parts/dropped-files.ts';
import { fateOf, guessTexts, planImport } from './import-plan.ts';

const found = (...paths: readonly string[]): Found[] =>
  paths.map((path) => ({ path, file: { size: 10 } as File }));

test('files are grouped by what they are; what systems leave in folders is passed by', () => {
  const plan = planImport(
    found(
      'p/10.png',
      'p/2.PNG',
      'p/.DS_Store',
      'p/Thumbs.db',
      '__MACOSX/p/2.png',
      'rows.csv',
      'x.exe',
      'noname',
      'p/2.PNG',
    ),
  );
  expect(plan.files.map(({ path }) => path)).toEqual(['noname', 'p/2.PNG', 'p/10.png', 'x.exe', 'rows.csv']);
  expect(plan.groups.map(({ kind, files }) => [kind, files.length])).toEqual([
    ['rows', 1],
    ['image', 2],
  ]);
  expect(plan.unreadable.map(({ path }) => path)).toEqual(['noname', 'x.exe']);
  expect(plan.bytes).toBe(50);
});

test('one text is taken for a list, several for documents', () => {
  expect(guessTexts(found('a.txt', 'b.png'))).toBe('lines');
  expect(guessTexts(found('a.txt', 'b.txt'))).toBe('files');
  expect(fateOf('lines', 1, { texts: 'lines', withRows: false })).toBe('1 text: a task for each line');
  expect(fateOf('lines', 2, { texts: 'files', withRows: true })).toBe('2 texts: a task each');
});
