import { expect, test } from 'vitest';
import { chordOf, normalizeChord, showChord } from './chord.ts';

test.each([
  [{ key: 'z', ctrlKey: true }, 'mod+z'],
  [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'mod+shift+z'],
  [{ key: 'Z', metaKey: true, shiftKey: true }, 'mod+shift+z'],
  [{ key: '?', shiftKey: true, code: 'Slash' }, '?'],
  [{ key: ' ', ctrlKey: true, code: 'Space' }, 'mod+space'],
  [{ key: '1', code: 'Digit1' }, '1'],
  [{ key: '&', code: 'Digit1' }, '1'],
  [{ key: '!', code: 'Digit1', shiftKey: true }, '!'],
  [{ key: '≥', code: 'Period', altKey: true }, 'alt+≥'],
  [{ key: '˙', code: 'KeyH', altKey: true }, 'alt+h'],
  [{ key: 'ArrowLeft', shiftKey: true }, 'shift+left'],
  [{ key: 'Tab', shiftKey: true }, 'shift+tab'],
  [{ key: 'Escape' }, 'escape'],
  [{ key: '+', ctrlKey: true, shiftKey: true }, 'mod+shift+plus'],
])('%o is %s', (press, chord) => {
  expect(chordOf(press)).toBe(chord);
});

test.each([
  ['Ctrl+Shift+Z', 'mod+shift+z'],
  ['cmd + z', 'mod+z'],
  ['Esc', 'escape'],
  ['q', 'q'],
  ['+', 'plus'],
  ['ctrl++', 'mod+plus'],
])('a person writes %s for %s', (text, chord) => {
  expect(normalizeChord(text)).toBe(chord);
});

test('chords are shown as people know them', () => {
  expect(showChord('mod+shift+z')).toBe('Ctrl+Shift+Z');
  expect(showChord('escape')).toBe('Esc');
  expect(showChord('1')).toBe('1');
});
