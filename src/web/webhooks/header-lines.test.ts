import { expect, test } from 'vitest';
import { headerLines, readHeaderLines } from './header-lines.ts';

test('headers come back as they were written', () => {
  const headers = { 'X-Team': 'vision', Authorization: 'Bearer a:b' };
  expect(readHeaderLines(headerLines(headers))).toEqual(headers);
  expect(readHeaderLines('\n  X-Team :  vision \n\n')).toEqual({ 'X-Team': 'vision' });
  expect(readHeaderLines('')).toEqual({});
});

test('a line that is none is named', () => {
  expect(() => readHeaderLines('X-Team: a\nno header')).toThrow('“no header”');
  expect(() => readHeaderLines(': value')).toThrow('Name: value');
});
