import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { parseTaskFile } from './parse-task-file.ts';
import type { TaskFile } from './task-file.ts';
import { fileTaskKey, occurrenceCounter, rowTaskKey } from './task-key.ts';
import { taskKeyOfPath, taskPath } from './task-path.ts';
import { writeTaskFile } from './write-task-file.ts';

const annotation = (uid: string, extra: JsonObject = {}) => ({
  uid,
  author: 'acc1',
  created_at: '2026-01-02T03:04:05.000Z',
  updated_at: '2026-01-02T03:04:05.000Z',
  lead_time: 1.5,
  was_cancelled: false,
  ground_truth: false,
  result: [],
  ...extra,
});
const file: TaskFile = {
  key: 'ab12',
  source: { repo: 'raw', path: 'a.txt', sha256: 'ff' },
  data: { text: 'hi' },
  annotations: [annotation('b'), annotation('a', { made_on: { config: 'c' }, custom: [1, null] })],
};

test('a file is one canonical text, annotations sorted by uid, unknown keys kept', () => {
  const text = writeTaskFile(file);
  expect(text).toMatch(/^\{"annotations":\[\{"author":"acc1",/);
  const read = parseTaskFile(text, 'x');
  expect(read.annotations.map((each) => each.uid)).toEqual(['a', 'b']);
  expect(read.annotations[0]?.custom).toEqual([1, null]);
  expect(writeTaskFile(read)).toBe(text);
});

test('absent optional fields get their defaults', () => {
  const read = parseTaskFile(
    '{"key":"ab","data":{},"annotations":[{"uid":"a","author":null,"result":[],' +
      '"created_at":"2026-01-02T03:04:05Z","updated_at":"2026-01-02T03:04:05Z"}]}',
    'x',
  );
  expect(read.source).toBe(null);
  expect(read.annotations[0]).toMatchObject({ lead_time: null, was_cancelled: false, ground_truth: false });
});

test.each([
  ['[]', 'not a JSON object'],
  ['{"data":{},"annotations":[]}', 'key is missing'],
  ['{"key":"ab","data":[],"annotations":[]}', 'data is not an object'],
  ['{"key":"ab","data":{},"annotations":[{"uid":"a"}]}', 'annotations[0].result is missing'],
  ['{"key":"ab","data":{},"annotations":[],"source":{"repo":"r"}}', 'source is not'],
  ['{"key":"ab","data":{"n":12345678901234567891},"annotations":[]}', 'cannot be kept exactly'],
  ['{"key":"ab","data":{"t":"\\ud800"},"annotations":[]}', 'surrogate'],
  ['nope', 'not JSON'],
])('%s is refused: %s', (text, reason) => {
  expect(() => parseTaskFile(text, 'tasks/ab/ab.json')).toThrow(reason);
});

test('two annotations with one uid are refused', () => {
  const text = JSON.stringify({ ...file, annotations: [annotation('a'), annotation('a')] });
  expect(() => parseTaskFile(text, 'x')).toThrow('two annotations have the uid a');
});

test('property: equal labels are equal bytes, and unknown keys survive', () => {
  const extra = fc.dictionary(
    fc.string({ unit: 'grapheme' }).filter((key) => !(key in file) && !(key in annotation('a'))),
    fc.jsonValue({ stringUnit: 'grapheme' }),
  );
  fc.assert(
    fc.property(extra, extra, fc.boolean(), (fileExtra, annotationExtra, turn) => {
      const one = annotation('a', { ...(annotationExtra as JsonObject), parents: ['p'] });
      const two = annotation('b');
      const whole = { ...(fileExtra as JsonObject), ...file, annotations: [one, two] };
      const other = Object.fromEntries(Object.entries(whole).reverse()) as TaskFile;
      const turned = turn ? { ...other, annotations: [two, one] } : other;
      const text = writeTaskFile(whole);
      expect(writeTaskFile(turned)).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(whole)));
      expect(writeTaskFile(parseTaskFile(text, 'x'))).toBe(text);
    }),
  );
});

test('paths of tasks', () => {
  expect(taskPath('ab12')).toBe('tasks/ab/ab12.json');
  expect(taskKeyOfPath('tasks/ab/ab12.json')).toBe('ab12');
  expect(taskKeyOfPath('tasks/ab/cd12.json')).toBe(undefined);
  expect(taskKeyOfPath('project.json')).toBe(undefined);
  expect(() => taskPath('../../etc')).toThrow('two hex digits');
});

test('keys of tasks', () => {
  const hash = (text: string) => `<${text}>`;
  expect(fileTaskKey(hash, 'a/b.png')).toBe('<a/b.png>');
  expect(rowTaskKey(hash, { id: 7, text: '{"x":1}', occurrence: 3 })).toBe('<["id","7"]>');
  expect(rowTaskKey(hash, { text: '{"a":1,"b":2}', occurrence: 0 })).toBe('<["data",{"a":1,"b":2},0]>');
  expect(rowTaskKey(hash, { text: '{}', occurrence: 1, scope: 's' })).toBe('<["data",{},1,"s"]>');
  const counter = occurrenceCounter(hash);
  expect([{ a: 1 }, { a: 2 }, { a: 1 }].map(counter.next)).toEqual([0, 0, 1]);
});
