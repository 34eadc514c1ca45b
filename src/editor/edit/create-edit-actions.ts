import type { Control, ControlOption } from '../controls/control.ts';
import type { EditorCore } from '../editor-core.ts';
import { answerControl } from '../kernels/answer-control.ts';
import { chosenOptions, toggleChoice } from '../kernels/choice-entries.ts';
import { createRegion, type Pen } from '../kernels/create-region.ts';
import { chosenLabels, labelRegions, labelsFrom } from '../kernels/label-regions.ts';
import { removeRegions } from '../kernels/remove-regions.ts';
import { reshapeRegions } from '../kernels/reshape-regions.ts';
import type { Region } from '../regions/region.ts';
import type { ShapeKind } from '../shapes/shape-kind.ts';
import { batch } from '../signals.ts';
import type { RecordsDiff } from '../store/records-diff.ts';
import type { ResultRecord } from '../store/result-record.ts';
import { choicesAnswer } from './chosen-values.ts';
import type { EditActions } from './edit-actions.ts';

export function createEditActions(core: EditorCore): EditActions {
  const { session, history, regions } = core;

  const selected = (): Region[] =>
    session.selection
      .peek()
      .map((id) => regions.get(id))
      .filter((region) => region !== undefined);
  const isFree = (region: Region): boolean => !region.readOnly && !session.locked.peek().has(region.id);

  const change = (title: string, diff: RecordsDiff<ResultRecord>): void => {
    if (session.readOnly.peek()) return;
    batch(() => {
      history.mark(title);
      history.apply(diff);
      session.notice.set(null);
      session.wanting.set(null);
    });
  };

  /** The controls that a region of this shape is drawn with now: armed classes first, bare shapes with them. */
  function pensFor(toName: string, shape: ShapeKind): Pen[] {
    const armed = session.armed.peek();
    const here = core.controls.filter((control) => control.toNames.includes(toName));
    const classes = here.flatMap((control): Pen[] => {
      if (control.kind.family !== 'labels') return [];
      const labels = armed.get(control.name) ?? [];
      const draws = control.kind.shape === undefined || control.kind.shape === shape.type;
      return draws && labels.length > 0 ? [{ control, labels }] : [];
    });
    if (shape.bareType === undefined || classes.some((pen) => pen.control.kind.shape === shape.type))
      return classes;
    const bare = here.find((control) => control.kind.family === 'shape' && control.kind.shape === shape.type);
    return bare ? [{ control: bare, labels: [] }, ...classes] : [];
  }

  const usesOf = (label: string): number =>
    regions.all.peek().filter((region) => region.labels.includes(label)).length;
  const isUsedUp = (option: ControlOption): boolean =>
    option.maxUsages !== Number.POSITIVE_INFINITY && usesOf(option.value) >= option.maxUsages;

  const refuseUsedUp = (option: ControlOption): void =>
    session.notice.set({
      text: `“${option.shown}” may be used ${option.maxUsages} times in one task, and is.`,
      tone: 'problem',
    });

  const actions: EditActions = {
    change,
    pensFor,
    select(ids) {
      const before = session.selection.peek();
      if (before.length === ids.length && before.every((id, i) => id === ids[i])) return;
      session.selection.set([...ids]);
    },
    toggleSelected(id) {
      const before = session.selection.peek();
      actions.select(before.includes(id) ? before.filter((each) => each !== id) : [...before, id]);
    },
    createRegion(toName, shape, value, envelope = {}) {
      if (session.readOnly.peek()) return null;
      const pens = pensFor(toName, shape);
      if (pens.length === 0) return null;
      for (const { control, labels } of pens) {
        const option = control.options.find((each) => labels.includes(each.value) && isUsedUp(each));
        if (option) {
          refuseUsedUp(option);
          return null;
        }
      }
      const id = core.newId();
      const order = (regions.all.peek().at(-1)?.order ?? core.lastOrder()) + 1;
      const records = createRegion(
        { id, toName, shape, value, envelope, pens, order: Math.max(order, core.lastOrder() + 1) },
        core.nextKey,
      );
      batch(() => {
        change('Draw', {
          added: new Map(records.map((r) => [r.key, r])),
          updated: new Map(),
          removed: new Map(),
        });
        if (core.selectsNew) actions.select([id]);
      });
      return id;
    },
    chooseLabel(control, option, byKey = false) {
      if (session.readOnly.peek()) return;
      const event = { type: 'label', control: control.name, option: option.value } as const;
      if (core.objects.some((object) => control.toNames.includes(object.name) && object.machine?.send(event)))
        return;
      const targets = selected().filter((region) => isFree(region) && core.labelsRegion(control, region));
      if (targets.length === 0) {
        arm(control, option, byKey);
        return;
      }
      if (isUsedUp(option) && targets.some((region) => !region.labels.includes(option.value))) {
        refuseUsedUp(option);
        return;
      }
      const rivals = core.controls.filter(
        (other) => other !== control && other.kind.family === 'labels' && other.kind.shape !== undefined,
      );
      const labelsOf = (region: Region) =>
        chosenLabels(labelsFrom(region, control), option.value, control.multiple);
      const rivalsOf = control.kind.shape === undefined ? [] : rivals;
      change('Label', labelRegions(targets, control, labelsOf, rivalsOf, core.nextKey));
    },
    setAnswer(control, value, title = 'Answer', regionsMeant = selected()) {
      if (session.readOnly.peek()) return;
      const about: readonly (Region | undefined)[] = control.perRegion
        ? regionsMeant.filter((region) => isFree(region) && control.toNames.includes(region.toName))
        : [undefined];
      batch(() => {
        about.forEach((region, index) => {
          const itemIndex = control.perItem ? session.itemIndex.peek() : undefined;
          const now = core.answerRecord(control, region, itemIndex);
          const id = core.newId();
          const answer = { control, value, region, itemIndex, id, order: core.lastOrder() + 1, now };
          const diff = answerControl(answer, core.nextKey);
          if (index === 0) change(title, diff);
          else history.apply(diff);
        });
      });
    },
    chooseOption(control, option, byKey) {
      if (control.kind.family === 'labels') {
        actions.chooseLabel(control, option, byKey);
        return;
      }
      const before = choicesAnswer(core, control);
      const isOn = chosenOptions(control, before).has(option);
      const after = toggleChoice(control, option, before);
      actions.setAnswer(control, after, isOn ? `Clear ${option.shown}` : `Choose ${option.shown}`);
    },
    deleteRegions(ids) {
      const gone = ids
        .map((id) => regions.get(id))
        .filter((region) => region !== undefined && isFree(region));
      if (gone.length === 0) return;
      const list = gone as Region[];
      batch(() => {
        change(
          list.length === 1 ? 'Delete region' : `Delete ${list.length} regions`,
          removeRegions(list, regions.relations.peek()),
        );
        actions.select([]);
      });
    },
    reshape(title, changes) {
      change(title, reshapeRegions(changes.filter(([region]) => isFree(region))));
    },
  };

  function arm(control: Control, option: ControlOption, byKey: boolean): void {
    const before = session.armed.peek();
    const now = before.get(control.name) ?? [];
    const isOn = now.includes(option.value);
    // Who presses 3 before each 3 would draw every second one with no label: by key it stays, Esc puts it away.
    if (isOn && byKey && !control.multiple) return;
    const labels = isOn
      ? now.filter((label) => label !== option.value)
      : control.multiple
        ? [...now, option.value]
        : [option.value];
    const next = new Map(before);
    // Two boxes' controls would draw two boxes: arming one puts the others away.
    if (control.kind.shape !== undefined) {
      for (const other of core.controls) if (other.kind.shape !== undefined) next.delete(other.name);
    }
    if (labels.length > 0) next.set(control.name, labels);
    else next.delete(control.name);
    session.armed.set(next);
  }

  return actions;
}
