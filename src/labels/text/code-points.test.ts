import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexCodePoints } from './code-points.ts';

test('astral characters count once', () => {
  const points = indexCodePoints('a😀b');
  expect(points.length).toBe(3);
  expect([0, 1, 2, 3, 4, 99].map(points.toCodePoint)).toEqual([0, 1, 1, 2, 3, 3]);
  expect([0, 1, 2, 3, 99, -1].map(points.toUtf16)).toEqual([0, 1, 3, 4, 4, 0]);
});

test('property: agrees with counting by hand, across blocks, lone surrogates included', () => {
  const piece = fc.constantFrom(
    'a',
    'é',
    '😀',
    '👩‍👩‍👧',
    '\ud83d',
    '\ude00',
    'x'.repeat(509),
    '😀'.repeat(256),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const starts: number[] = [];
      for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at);
      starts.push(text.length);
      const points = indexCodePoints(text);
      expect(points.length).toBe(starts.length - 1);
      expect(starts.map(points.toCodePoint)).toEqual(starts.map((_, index) => index));
      expect(starts.map((_, index) => points.toUtf16(index))).toEqual(starts);
    }),
    { numRuns: 60 },
  );
});

test('ten thousand look-ups in 5 MB stay far below a linear scan each', () => {
  const text = 'words and 😀 more '.repeat(300_000);
  const points = indexCodePoints(text);
  const began = performance.now();
  for (let n = 0; n < 10_000; n++) {
    const at = (n * 7919) % points.length;
    if (points.toCodePoint(points.toUtf16(at)) !== at) throw new Error(`wrong at ${at}`);
  }
  expect(performance.now() - began).toBeLessThan(1000);
});
