import { expect, test } from 'vitest';
import { textPieces } from './text-pieces.ts';

const shown = (text: string, spans: readonly [number, number, string][], around = 1000) =>
  textPieces(
    text,
    spans.map(([start, end, mark]) => ({ start, end, mark })),
    around,
  ).map((piece) => (piece.type === 'gap' ? piece.length : [piece.text, ...piece.marks]));

test('marks that overlap cut the text into pieces with all that lie over each', () => {
  expect(
    shown('Ada met Charles', [
      [0, 7, 'a'],
      [4, 15, 'b'],
      [4, 15, 'c'],
    ]),
  ).toEqual([
    ['Ada ', 'a'],
    ['met', 'a', 'b', 'c'],
    [' Charles', 'b', 'c'],
  ]);
  expect(shown('Ada', [])).toEqual([['Ada']]);
  expect(shown('', [[0, 4, 'a']])).toEqual([]);
});

test('offsets are code points', () => {
  expect(shown('🎈🎈 Ada', [[3, 6, 'a']])).toEqual([['🎈🎈 '], ['Ada', 'a']]);
});

test('long stretches without a mark are left out, but for what stands beside one', () => {
  const long = '0123456789'.repeat(10);
  expect(shown(`${long}Ada${long}`, [[100, 103, 'a']], 5)).toEqual([
    95,
    ['56789'],
    ['Ada', 'a'],
    ['01234'],
    95,
  ]);
  expect(
    shown(
      `Ada${long}Eve`,
      [
        [0, 3, 'a'],
        [103, 106, 'b'],
      ],
      5,
    ),
  ).toEqual([['Ada', 'a'], ['01234'], 90, ['56789'], ['Eve', 'b']]);
  expect(shown(long, [], 5)).toEqual([['01234'], 95]);
});

test('nothing is cut inside a character', () => {
  const pieces = textPieces('🎈'.repeat(40), [{ start: 20, end: 21, mark: 'a' }], 5);
  expect(pieces.filter(({ type }) => type === 'gap')).toHaveLength(2);
  for (const piece of pieces)
    if (piece.type === 'text') expect(() => encodeURIComponent(piece.text)).not.toThrow();
});
