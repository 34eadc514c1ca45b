import { expect, test } from 'vitest';
import { excerptOf, imageOf, shapeOf, wordsOf } from './result-text.ts';

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

test('boxes and polygons become points', () => {
  expect(shapeOf({ value: { x: 10, y: 20, width: 30, height: 5, rectanglelabels: ['Car'] } })).toEqual({
    type: 'rectangle',
    label: 'Car',
    points: [
      [10, 20],
      [40, 20],
      [40, 25],
      [10, 25],
    ],
  });
  expect(shapeOf({ value: { text: ['x'] } })).toBeNull();
});

test('finds the image that the browser can load', () => {
  expect(imageOf({ image: '/api/lw/projects/1/media/abc/1.png' })).toBe('/api/lw/projects/1/media/abc/1.png');
  expect(imageOf({ image: 's3://pages/a/1.png' })).toBeNull();
  expect(imageOf({ text: 'javascript:x.png' })).toBeNull();
});
