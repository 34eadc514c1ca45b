import type { Config } from '../labels/config/config.ts';
import { findTag } from '../labels/config/tag-registry.ts';
import type { JsonObject } from '../labels/json.ts';
import type { LabelResult } from '../labels/results/label-result.ts';
import { type Command, type CommandView, commandViews } from './commands/command.ts';
import { createCommands } from './commands/create-commands.ts';
import { bindConfig } from './config/bind-config.ts';
import { attribute, type TagNode, walk } from './config/tag-node.ts';
import { type Control, controlsOf } from './controls/control.ts';
import { chosenValues, createEditActions, type EditActions } from './edit/edit-actions.ts';
import { followRelating } from './edit/relations.ts';
import { answerOf, answerRecord } from './kernels/answer-control.ts';
import { entryOf } from './kernels/choice-entries.ts';
import { randomId } from './kernels/random-id.ts';
import { type Keymap, labelStudioKeymap } from './keys/keymaps.ts';
import type { ObjectModel } from './objects/object-model.ts';
import { objectKind } from './objects/object-registry.ts';
import type { Region } from './regions/region.ts';
import { createRegionIndex, type RegionIndex } from './regions/region-index.ts';
import { batch, type Readable } from './signals.ts';
import { createSession, type Session } from './state/session.ts';
import { defaultAnswers, firstProblem, keptResults, type Submission } from './state/submit-results.ts';
import { createSuggestions, type Suggestions } from './state/suggestions.ts';
import type { Sight } from './state/visibility.ts';
import { createHistory, type History } from './store/history.ts';
import { createRecordStore, type RecordStore } from './store/record-store.ts';
import { makeDiff } from './store/records-diff.ts';
import { byOrder, recordsFrom, type ResultRecord } from './store/result-record.ts';

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

export function createEditorCore(options: CoreOptions): EditorCore {
  const root = bindConfig(options.config.root, options.data);
  const controls = controlsOf(root);
  const byName = new Map(controls.map((control) => [control.name, control]));
  const objectTags = new Map<string, string>();
  for (const node of walk(root)) {
    const name = attribute(node, 'name');
    if (name && findTag(node.tag)?.kind === 'object') objectTags.set(name, node.tag);
  }
  const store = createRecordStore<ResultRecord>();
  const history = createHistory(store);
  const regions = createRegionIndex(store, (name) => objectTags.get(name));
  const session = createSession(options.readOnly ?? false);
  const keymap = options.keymap ?? labelStudioKeymap;
  const objects: ObjectModel[] = [];
  let keys = 0;
  let order = -1;

  const colors = new Map(
    controls.flatMap((control) => control.options.map((option) => [option.value, option.color] as const)),
  );
  const taken = (id: string): boolean => regions.get(id) !== undefined;

  const core: EditorCore = {
    options,
    root,
    controls,
    objects,
    store,
    history,
    regions,
    session,
    keymap,
    edit: undefined as unknown as EditActions,
    suggestions: undefined as unknown as Suggestions,
    commands: () => commands,
    commandViews: undefined as unknown as Readable<readonly CommandView[]>,
    chordsOf: (command) => [...(command.chords ?? []), ...(keymap[command.id] ?? [])],
    selectsNew: controls.some((control) => control.perRegion),
    control: (name) => byName.get(name),
    selectedRegion() {
      const id = session.selection.get().at(-1);
      regions.all.get();
      return id === undefined ? undefined : regions.get(id);
    },
    sight(region) {
      return {
        region,
        control: (name) => byName.get(name),
        chosen: (control) => chosenValues(core, control, control.perRegion ? region : undefined),
      };
    },
    answerRecord(control, region, itemIndex) {
      if (control.perRegion && !region) return undefined;
      if (region) return answerRecord(region.records, control);
      return answerRecord(
        regions.loose.get().get(control.name) ?? [],
        control,
        itemIndex ?? session.itemIndex.get(),
      );
    },
    labelsRegion: (control, region) =>
      control.kind.family === 'labels' &&
      control.toNames.includes(region.toName) &&
      (control.kind.shape === undefined || control.kind.shape === region.shape.type),
    canLabel: (toName) =>
      controls.some((control) => control.kind.family === 'labels' && control.toNames.includes(toName)),
    colorOf: (region) => colors.get(region.labels[0] ?? '') ?? '#868e96',
    newId() {
      let id = randomId(options.random);
      while (taken(id)) id = randomId(options.random);
      return id;
    },
    nextKey: () => `r${++keys}`,
    lastOrder: () => order,
    results: () => [...store.all()].sort(byOrder).map((record) => record.json),
    load(results) {
      batch(() => {
        session.selection.set([]);
        store.apply(makeDiff({ removed: [...store.all()] }));
        store.apply(makeDiff({ added: recordsFrom(results, core.nextKey) }));
        history.clear();
      });
    },
    acceptPrediction(index) {
      const results = options.predictions?.[index]?.result;
      if (!results) return;
      const taken = results.map((json) => ({ ...json, origin: 'prediction' }));
      const added = recordsFrom(taken, core.nextKey, order + 1);
      core.edit.change('Take the suggestion', makeDiff({ added, removed: store.all() }));
    },
    beforeSubmit: new Set(),
    submit() {
      for (const handIn of core.beforeSubmit) handIn();
      const submission = (): Submission => ({
        controls,
        regions: regions.all.peek(),
        records: [...store.all()].sort(byOrder),
        sight: core.sight,
        answer: (control, region) => answerOf(core.answerRecord(control, region), control),
      });
      for (const { control, region, value } of [...defaultAnswers(submission())])
        core.edit.setAnswer(control, value, 'Take the default', region && [region]);
      const problem = firstProblem(submission(), session.unreadable.peek());
      if (problem) {
        batch(() => {
          if (problem.region) session.selection.set([problem.region.id]);
          session.notice.set({ text: problem.message, tone: 'problem' });
          session.wanting.set(problem.control.name);
        });
        return false;
      }
      const results = keptResults(submission());
      (options.submitted ? options.onUpdate : options.onSubmit)?.(results);
      return true;
    },
  };

  store.listen((diff) => {
    for (const record of diff.added.values()) order = Math.max(order, record.order);
    for (const [, to] of diff.updated.values()) order = Math.max(order, to.order);
  });
  const parts = core as { -readonly [K in keyof EditorCore]: EditorCore[K] };
  parts.edit = createEditActions(core);
  parts.suggestions = createSuggestions(core, (name) => objectTags.get(name));
  for (const [name] of objectTags) {
    const node = [...walk(root)].find((each) => attribute(each, 'name') === name) as TagNode;
    const kind = objectKind(node.tag);
    if (kind) objects.push(kind.create(node, name, core));
  }
  const commands = createCommands(core);
  parts.commandViews = commandViews(core.commands, core.chordsOf);
  regions.listen(({ removed }) => {
    if (removed.length === 0) return;
    const gone = new Set(removed.map((region) => region.id));
    const left = session.selection.peek().filter((id) => !gone.has(id));
    if (left.length !== session.selection.peek().length) session.selection.set(left);
  });
  core.load(options.results ?? []);
  followRelating(core);
  preselect(core);
  return core;
}

/** Options that the config selects from the start: armed classes, and choices of an annotation that is empty. */
function preselect(core: EditorCore): void {
  const armed = new Map<string, readonly string[]>();
  for (const control of core.controls) {
    const marked = control.options.filter((option) => option.selected && !option.isGroup);
    const selected = control.multiple ? marked : marked.slice(0, 1);
    if (selected.length === 0) continue;
    if (control.kind.family === 'labels')
      armed.set(
        control.name,
        selected.map((option) => option.value),
      );
    else if (control.kind.option === 'choice' && core.store.size === 0 && !control.perRegion) {
      core.edit.setAnswer(
        control,
        selected.map((option) => entryOf(control, option)),
      );
    }
  }
  core.session.armed.set(armed);
  core.history.clear();
}
