import { type Readable, computed } from '../signals.ts';

/** Something a person can do: by key, by a button of the page, by the list of keys. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** Heading under which the list of keys shows it. */
  readonly group: 'Task' | 'Regions' | 'View' | 'Tools' | 'Labels' | 'Choices' | 'Help';
  /** Reads signals: a page that shows the command follows them. */
  enabled(): boolean;
  run(): void;
  /** Chords beside those of the keymap: an option's own hotkey. */
  readonly chords?: readonly string[];
  /** Rests while the focus is outside of the object: arrows nudge on the canvas only. */
  readonly onObject?: boolean;
}

/** A command as pages see it. */
export interface CommandView {
  readonly id: string;
  readonly title: string;
  readonly group: Command['group'];
  readonly chords: readonly string[];
  readonly enabled: boolean;
}

export const commandViews = (
  commands: () => readonly Command[],
  chordsOf: (command: Command) => readonly string[],
): Readable<readonly CommandView[]> =>
  computed(
    () =>
      commands().map((command) => ({
        id: command.id,
        title: command.title,
        group: command.group,
        chords: chordsOf(command),
        enabled: command.enabled(),
      })),
    (a, b) =>
      a.length === b.length && a.every((view, i) => view.id === b[i]?.id && view.enabled === b[i]?.enabled),
  );
