import type { Json } from '../../labels/json.ts';
import type { Control } from '../controls/control.ts';
import type { EditorCore } from '../editor-core.ts';
import { answerOf } from '../kernels/answer-control.ts';
import type { Region } from '../regions/region.ts';

/** What a Choices control says now: about the region (or the selected one) for perRegion, else about the item. */
export const choicesAnswer = (core: EditorCore, control: Control, region?: Region): Json | undefined =>
  answerOf(
    core.answerRecord(control, control.perRegion ? (region ?? core.selectedRegion()) : undefined),
    control,
  );

/** The same as values; of a path its last step. */
export function chosenValues(core: EditorCore, control: Control, region?: Region): readonly string[] {
  const value = choicesAnswer(core, control, region);
  const list = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  return list.map((item) => (Array.isArray(item) ? String(item.at(-1)) : String(item)));
}
