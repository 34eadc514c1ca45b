/** What a key event says, as far as chords need it; a DOM KeyboardEvent fits. */
export interface KeyPress {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly altKey?: boolean;
  readonly shiftKey?: boolean;
}

const names: Readonly<Record<string, string>> = {
  ' ': 'space',
  arrowleft: 'left',
  arrowright: 'right',
  arrowup: 'up',
  arrowdown: 'down',
  esc: 'escape',
  del: 'delete',
  return: 'enter',
  '+': 'plus',
};

/**
 * One spelling for a key with its modifiers: `mod+shift+z`, `1`, `alt+.`, `?`. `mod` is Ctrl, or Cmd on a Mac.
 * Shift is left out where it only makes another character (`?`).
 */
export function chordOf(press: KeyPress): string {
  let key = press.key.toLowerCase();
  key = names[key] ?? key;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code ?? '')?.[1];
  // A digit stays a digit whatever the layout or Alt makes of it, unless Shift makes it a sign of its own.
  if (digit && !(press.shiftKey && !press.altKey)) key = digit;
  const letter = /^Key([A-Z])$/.exec(press.code ?? '')?.[1];
  if (letter && press.altKey && key.length === 1 && !/[a-z]/.test(key)) key = letter.toLowerCase();
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  const parts: string[] = [];
  if (press.ctrlKey || press.metaKey) parts.push('mod');
  if (press.altKey) parts.push('alt');
  if (press.shiftKey && !(isSign && !press.altKey && !(press.ctrlKey || press.metaKey)) && key !== 'shift') {
    parts.push('shift');
  }
  parts.push(key);
  return parts.join('+');
}

/** The same spelling for a chord a person wrote: `Ctrl+Shift+Z`, `cmd + z`, `Esc`. */
export function normalizeChord(text: string): string {
  const trimmed = text.trim().toLowerCase();
  const parts = (trimmed === '+' ? ['plus'] : trimmed.replace(/\+\+$/, '+plus').split('+'))
    .map((part) => part.trim())
    .filter(Boolean);
  const key = parts.pop() ?? '';
  const has = (...wanted: string[]): boolean => parts.some((part) => wanted.includes(part));
  return [
    ...(has('mod', 'ctrl', 'control', 'cmd', 'command', 'meta') ? ['mod'] : []),
    ...(has('alt', 'option', 'opt') ? ['alt'] : []),
    ...(has('shift') ? ['shift'] : []),
    names[key] ?? key,
  ].join('+');
}

const shown: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  left: '←',
  right: '→',
  up: '↑',
  down: '↓',
  escape: 'Esc',
  plus: '+',
};

/** How a chord is shown to people: `Ctrl+Shift+Z`, `Alt+.`, `1`. */
export const showChord = (chord: string): string =>
  chord
    .split('+')
    .map((part) => shown[part] ?? (part.length > 1 ? (part[0] ?? '').toUpperCase() + part.slice(1) : part))
    .map((part) => (/^[a-z]$/.test(part) && chord.includes('+') ? part.toUpperCase() : part))
    .join('+');

/** True for a chord that types a character: such chords rest while a text field has the focus. */
export const isTyping = (chord: string): boolean => !chord.startsWith('mod+') && !chord.startsWith('alt+');
