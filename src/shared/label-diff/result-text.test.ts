import { expect, test } from 'vitest';
import { excerptOf, imageOf, placeOf, wordsOf } from './result-text.ts';

test('says classes, texts and ratings', () => {
  expect(wordsOf({ type: 'choices', value: { choices: ['a', 'b'] } })).toEqual(['a', 'b']);
  expect(wordsOf({ type: 'labels', value: { start: 1, end: 2, text: 'x', labels: ['P'] } })).toEqual(['P']);
  expect(wordsOf({ type: 'rating', value: { rating: 3 } })).toEqual(['3 stars']);
});

test('cuts spans by code points and prefers the text that agrees', () => {
  const data = { title: 'zzzzzzzz', body: '👍 Anna went' };
  expect(excerptOf({ value: { start: 2, end: 6, text: 'Anna' } }, data, 4)).toEqual({
    before: '👍 ',
    span: 'Anna',
    after: ' wen…',
  });
  expect(excerptOf({ value: { choices: ['a'] } }, data)).toBeNull();
});

test('the same place is the same whatever it is called there', () => {
  const box = (label: string, x = 1) => ({ value: { x, y: 2, width: 3, rectanglelabels: [label] } });
  expect(placeOf(box('Cat'))).toBe(placeOf(box('Dog')));
  expect(placeOf(box('Cat'))).not.toBe(placeOf(box('Cat', 9)));
});

test('finds the image that the browser can load', () => {
  expect(imageOf({ image: '/api/lw/projects/1/media/abc/1.png' })).toBe('/api/lw/projects/1/media/abc/1.png');
  expect(imageOf({ image: 's3://pages/a/1.png' })).toBeNull();
  expect(imageOf({ text: 'javascript:x.png' })).toBeNull();
});
