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

export interface Missing {
  readonly control: Control;
  readonly region: Region | undefined;
  readonly message: string;
}

/** The first required control without an answer, in the order of the config. */
export function firstMissing(submission: Submission): Missing | null {
  for (const control of submission.controls) {
    if (!control.required || control.kind.family !== 'value') continue;
    const places: readonly (Region | undefined)[] = control.perRegion ? submission.regions : [undefined];
    for (const region of places) {
      const sight = submission.sight(region);
      if (control.perRegion ? !isVisible(control.node, sight) : !isKept(control.node, sight)) continue;
      if (!isNoAnswer(submission.answer(control, region) as never, control.kind.resultType)) continue;
      const what =
        attribute(control.node, 'requiredMessage') || `“${control.name}” needs an answer before you submit.`;
      return { control, region, message: what };
    }
  }
  return null;
}
