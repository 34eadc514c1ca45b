import type { Command } from '../commands/command.ts';
import type { EditorCore } from '../editor-core.ts';
import { isTyping } from './chord.ts';

/** Where the focus is when a key is pressed. */
export interface KeyPlace {
  /** A text field has the focus: keys that type rest. */
  readonly inField: boolean;
  /** The focus is on an object (canvas, text) or nowhere in particular. */
  readonly onObject: boolean;
}

/** The command that a chord runs here, if any: the first that is enabled. */
export function commandFor(core: EditorCore, chord: string, place: KeyPlace): Command | undefined {
  if (place.inField && (isTyping(chord) || editsText.has(chord))) return undefined;
  if (!place.onObject && worksControls.has(chord)) return undefined;
  return core
    .commands()
    .find(
      (command) =>
        (place.onObject || !command.onObject) && core.chordsOf(command).includes(chord) && command.enabled(),
    );
}

/** What buttons, choices and sliders that have the focus need for themselves. */
const worksControls = new Set(['space', 'enter', 'left', 'right', 'up', 'down']);

/** What fields need for themselves. */
const editsText = new Set([
  'mod+a',
  'mod+c',
  'mod+x',
  'mod+v',
  'mod+z',
  'mod+shift+z',
  'mod+y',
  'mod+backspace',
]);
