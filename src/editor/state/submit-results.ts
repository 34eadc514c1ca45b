import type { Json } from '../../labels/json.ts';
import { isRelation, type LabelResult, textOf } from '../../labels/results/label-result.ts';
import { attribute } from '../config/tag-node.ts';
import type { Control } from '../controls/control.ts';
import { isNoAnswer } from '../controls/control-kinds.ts';
import type { Region } from '../regions/region.ts';
import type { ResultRecord } from '../store/result-record.ts';
import { isKept, isVisible, type Sight } from './visibility.ts';

/** What the checks of a submit look at. */
export interface Submission {
  readonly controls: readonly Control[];
  readonly regions: readonly Region[];
  readonly records: readonly ResultRecord[];
  /** Sight with this region selected. */
  sight(region: Region | undefined): Sight;
  answer(control: Control, region: Region | undefined): unknown;
}

/** What a submit sends: all results but those of controls that are hidden by a choice or by the region's class. */
export function keptResults(submission: Submission): LabelResult[] {
  const controls = new Map(submission.controls.map((control) => [control.name, control]));
  const regionOf = new Map(
    submission.regions.flatMap((region) => region.records.map((record) => [record.key, region])),
  );
  const whole = submission.sight(undefined);
  return submission.records
    .filter((record) => {
      const control = controls.get(textOf(record.json, 'from_name') ?? '');
      if (!control || isRelation(record.json) || control.kind.family !== 'value') return true;
      const region = regionOf.get(record.key);
      return isKept(control.node, region ? submission.sight(region) : whole);
    })
    .map((record) => record.json);
}

/** A control that has to be answered, or answered otherwise. */
export interface AnswerProblem {
  readonly control: Control;
  readonly region: Region | undefined;
  readonly message: string;
}

/** Where a control asks and its answer counts: each region, or the item once. */
function* placesOf(submission: Submission, control: Control): Generator<Region | undefined> {
  if (control.kind.family !== 'value') return;
  const places: readonly (Region | undefined)[] = control.perRegion ? submission.regions : [undefined];
  for (const region of places) {
    const sight = submission.sight(region);
    if (control.perRegion ? isVisible(control.node, sight) : isKept(control.node, sight)) yield region;
  }
}

/** Answers that stand where the person gave none; about regions only where one is required, as in Label Studio. */
export function* defaultAnswers(submission: Submission): Generator<{
  readonly control: Control;
  readonly region: Region | undefined;
  readonly value: Json;
}> {
  for (const control of submission.controls) {
    const value = control.kind.defaultAnswer?.(control.node);
    if (value === undefined || (control.perRegion && !control.required)) continue;
    for (const region of placesOf(submission, control))
      if (submission.answer(control, region) === undefined) yield { control, region, value };
  }
}

/**
 * What keeps the labels from being submitted: the first control, in the order of the config, without an answer that
 * it requires, or with one that it does not take. `unreadable`: what fields hold that is no answer, by control.
 */
export function firstProblem(
  submission: Submission,
  unreadable: ReadonlyMap<string, string>,
): AnswerProblem | null {
  for (const control of submission.controls)
    for (const region of placesOf(submission, control)) {
      const answer = submission.answer(control, region) as Json | undefined;
      const problem =
        unreadable.get(control.name) ??
        (answer === undefined ? undefined : control.kind.answerProblem?.(control.node, answer));
      if (problem !== undefined) return { control, region, message: `“${control.name}”: ${problem}` };
      if (!control.required || !isNoAnswer(answer, control.kind.resultType)) continue;
      const what =
        attribute(control.node, 'requiredMessage') || `“${control.name}” needs an answer before you submit.`;
      return { control, region, message: what };
    }
  return null;
}
