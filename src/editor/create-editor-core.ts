import { findTag } from '../labels/config/tag-registry.ts';
import { type CommandView, commandViews } from './commands/command.ts';
import { createCommands } from './commands/create-commands.ts';
import { bindConfig } from './config/bind-config.ts';
import { attribute, type TagNode, walk } from './config/tag-node.ts';
import { controlsOf } from './controls/control.ts';
import { chosenValues } from './edit/chosen-values.ts';
import { createEditActions } from './edit/create-edit-actions.ts';
import type { EditActions } from './edit/edit-actions.ts';
import { followRelating } from './edit/relations.ts';
import type { CoreOptions, EditorCore } from './editor-core.ts';
import { answerOf, answerRecord } from './kernels/answer-control.ts';
import { entryOf } from './kernels/choice-entries.ts';
import { randomId } from './kernels/random-id.ts';
import { labelStudioKeymap } from './keys/keymaps.ts';
import type { ObjectModel } from './objects/object-model.ts';
import { objectKind } from './objects/object-registry.ts';
import { createRegionIndex } from './regions/region-index.ts';
import { batch, type Readable } from './signals.ts';
import { createSuggestions } from './state/create-suggestions.ts';
import { createSession } from './state/session.ts';
import { defaultAnswers, firstProblem, keptResults, type Submission } from './state/submit-results.ts';
import type { Suggestions } from './state/suggestions.ts';
import { createHistory } from './store/history.ts';
import { createRecordStore } from './store/record-store.ts';
import { makeDiff } from './store/records-diff.ts';
import { byOrder, recordsFrom, type ResultRecord } from './store/result-record.ts';

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
