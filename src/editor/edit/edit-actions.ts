import type { Json, JsonObject } from '../../labels/json.ts';
import type { Control, ControlOption } from '../controls/control.ts';
import type { Pen } from '../kernels/create-region.ts';
import type { Region } from '../regions/region.ts';
import type { ShapeKind } from '../shapes/shape-kind.ts';
import type { RecordsDiff } from '../store/records-diff.ts';
import type { ResultRecord } from '../store/result-record.ts';

/** Everything that changes labels or selection. Each change of labels is one step of undo. */
export interface EditActions {
  select(ids: readonly string[]): void;
  toggleSelected(id: string): void;
  /** A new region with the armed classes; null (and a word to the person) when there is nothing to draw it with. */
  createRegion(toName: string, shape: ShapeKind, value: JsonObject, envelope?: JsonObject): string | null;
  /** What a new region would be drawn with now; empty when no class is armed. */
  pensFor(toName: string, shape: ShapeKind): readonly Pen[];
  /** Key or click on a class: labels what is selected, else arms it for the next region; a second click puts it away. */
  chooseLabel(control: Control, option: ControlOption, byKey?: boolean): void;
  /** The answer of a control about the item or, for perRegion, about each selected region (or those of `about`). */
  setAnswer(control: Control, value: Json, title?: string, about?: readonly Region[]): void;
  chooseOption(control: Control, option: ControlOption, byKey?: boolean): void;
  deleteRegions(ids: readonly string[]): void;
  reshape(title: string, changes: readonly (readonly [Region, JsonObject])[]): void;
  /** Any change as one step. */
  change(title: string, diff: RecordsDiff<ResultRecord>): void;
}
