import type { LabelResult } from '../labels/results/label-result.ts';
import type { JsonObject } from '../labels/json.ts';
import type { CommandView } from './commands/command.ts';
import type { EditorCore, Prediction } from './editor-core.ts';
import type { Keymap } from './keys/keymaps.ts';
import type { Scope } from './scope.ts';

/** A task as the editor takes it; the same names as in Label Studio's JSON. */
export interface EditorTask {
  readonly data: JsonObject;
  /** The first one's results are the start, unless `annotation` is given. */
  readonly annotations?: readonly { readonly result: readonly LabelResult[] }[];
  /** Regions of the first are shown as ghosts, taken one by one by Alt+Enter; Alt+A takes all of it as the start. */
  readonly predictions?: readonly Prediction[];
}

/** A key of the page round the editor. */
export interface PageKey {
  readonly title: string;
  /** As in a keymap: `mod+shift+space`. */
  readonly chord: string;
}

export interface EditorCallbacks {
  /** All results after a change, at most once a turn. */
  onChange?(results: readonly LabelResult[]): void;
  onSubmit?(results: readonly LabelResult[]): void;
  /** In the place of onSubmit when `submitted` is set. */
  onUpdate?(results: readonly LabelResult[]): void;
  /** `reason` is given where media could not be shown. */
  onSkip?(reason?: string): void;
  /** Ctrl+S. */
  onSave?(results: readonly LabelResult[]): void;
  onSelect?(regionIds: readonly string[]): void;
}

export interface EditorOptions {
  /** Label Studio's XML. */
  readonly config: string;
  readonly task: EditorTask;
  /** Results to begin from: a draft, or the annotation to update. */
  readonly annotation?: readonly LabelResult[];
  /** The annotation was submitted before: Submit is Update. */
  readonly submitted?: boolean;
  readonly readOnly?: boolean;
  /** Chords by command, over the default ones. */
  readonly keymap?: Keymap;
  /** Keys that the page hears itself, as they are now: the list of keys names them among those of the task. */
  readonly pageKeys?: () => readonly PageKey[];
  /** Where keys are heard: everywhere on the page (default), or in the editor only. */
  readonly keys?: 'page' | 'editor';
  /** Numbers in [0, 1) for the ids of regions; the browser's random source when left out. */
  readonly random?: () => number;
  /** The address to fetch for an address in the data (`s3://repo/path`); itself when left out. */
  readonly resolveUrl?: (address: string) => string;
  readonly callbacks?: EditorCallbacks;
}

/** The mounted editor. */
export interface Editor {
  /** All results as they are now; those never edited are the objects that came in. */
  results(): readonly LabelResult[];
  /** Another task in the same place: same config, callbacks and keys. */
  load(task: EditorTask, annotation?: readonly LabelResult[], submitted?: boolean): void;
  undo(): void;
  redo(): void;
  focus(): void;
  readonly commands: EditorCommands;
  setReadOnly(readOnly: boolean): void;
  /** Why the config could not be shown, with line and column; null when it could. */
  readonly problem: { readonly message: string; readonly line: number; readonly column: number } | null;
  destroy(): void;
  /** Calls `show` for the task that is here and each one loaded later, with a scope that ends with that task. */
  follow(show: (core: EditorCore, scope: Scope) => void): () => void;
  /** The part without a page; null when the config could not be read. */
  readonly core: EditorCore | null;
}

/** What a page draws its buttons from: submit, skip, undo, redo and all others. */
export interface EditorCommands {
  /** The same array until something in it changes: fit for useSyncExternalStore. */
  list(): readonly CommandView[];
  subscribe(listener: () => void): () => void;
  /** True when the command was there and enabled. */
  run(id: string): boolean;
}
