import type { Config } from '../labels/config/config.ts';
import type { JsonObject } from '../labels/json.ts';
import type { LabelResult } from '../labels/results/label-result.ts';
import type { Command, CommandView } from './commands/command.ts';
import type { TagNode } from './config/tag-node.ts';
import type { Control } from './controls/control.ts';
import type { EditActions } from './edit/edit-actions.ts';
import type { Keymap } from './keys/keymaps.ts';
import type { ObjectModel } from './objects/object-model.ts';
import type { Region } from './regions/region.ts';
import type { RegionIndex } from './regions/region-index.ts';
import type { Readable } from './signals.ts';
import type { Session } from './state/session.ts';
import type { Suggestions } from './state/suggestions.ts';
import type { Sight } from './state/visibility.ts';
import type { History } from './store/history.ts';
import type { RecordStore } from './store/record-store.ts';
import type { ResultRecord } from './store/result-record.ts';

/** A model's answer, as tasks carry it. */
export interface Prediction {
  readonly result: readonly LabelResult[];
  readonly score?: number | null;
  readonly model_version?: string;
}

export interface CoreOptions {
  readonly config: Config;
  readonly data: JsonObject;
  readonly results?: readonly LabelResult[];
  readonly predictions?: readonly Prediction[];
  readonly readOnly?: boolean;
  /** The annotation was submitted before: the person updates it. */
  readonly submitted?: boolean;
  readonly keymap?: Keymap;
  /** Numbers in [0, 1) for the ids of regions. */
  readonly random: () => number;
  readonly onSubmit?: (results: readonly LabelResult[]) => void;
  readonly onUpdate?: (results: readonly LabelResult[]) => void;
  /** The reason, where there is one to say: media that cannot be shown. */
  readonly onSkip?: (reason?: string) => void;
  /** Ctrl+S: keep what is there now. */
  readonly onSave?: () => void;
  readonly onHelp?: () => void;
}

/** The editor without a page: everything but how it looks. The headless driver drives exactly this. */
export interface EditorCore {
  readonly options: CoreOptions;
  readonly root: TagNode;
  readonly controls: readonly Control[];
  readonly objects: readonly ObjectModel[];
  readonly store: RecordStore<ResultRecord>;
  readonly history: History<ResultRecord>;
  readonly regions: RegionIndex;
  readonly session: Session;
  readonly edit: EditActions;
  readonly suggestions: Suggestions;
  readonly keymap: Keymap;
  readonly commands: () => readonly Command[];
  readonly commandViews: Readable<readonly CommandView[]>;
  readonly chordsOf: (command: Command) => readonly string[];
  /** A new region is selected at once when there is something to say about it. */
  readonly selectsNew: boolean;
  readonly control: (name: string) => Control | undefined;
  readonly selectedRegion: () => Region | undefined;
  readonly sight: (region?: Region) => Sight;
  readonly answerRecord: (control: Control, region?: Region, itemIndex?: number) => ResultRecord | undefined;
  readonly labelsRegion: (control: Control, region: Region) => boolean;
  /** True when some control gives classes to regions of this object. */
  readonly canLabel: (toName: string) => boolean;
  readonly colorOf: (region: Region) => string;
  readonly newId: () => string;
  readonly nextKey: () => string;
  readonly lastOrder: () => number;
  /** All results as they are now; those never edited are the objects that came in. */
  readonly results: () => LabelResult[];
  readonly load: (results: readonly LabelResult[]) => void;
  /** Puts a prediction's results in the place of what is there, as one step of undo. */
  readonly acceptPrediction: (index: number) => void;
  /** Called before a submit: fields hand in what was typed and not entered yet. */
  readonly beforeSubmit: Set<() => void>;
  /** Sends what is there, or says what is missing. */
  readonly submit: () => boolean;
}
