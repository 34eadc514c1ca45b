import type { JsonObject } from '../../../labels/json.ts';
import type { EditorCore } from '../../editor-core.ts';
import type { Granularity } from '../../kernels/snap-range.ts';
import { snapRange, trimRange } from '../../kernels/snap-range.ts';
import type { TextOffsets } from '../../kernels/text-offsets.ts';
import type { Region } from '../../regions/region.ts';
import { shapeNamed } from '../../shapes/shape-registry.ts';
import type { ShapeKind } from '../../shapes/shape-kind.ts';
import type { StateMachine } from '../state-machine.ts';

/** What the states of the text tool share. */
export interface TextTool {
  readonly core: EditorCore;
  /** Of the Text tag. */
  readonly name: string;
  offsets(): TextOffsets;
  readonly granularity: Granularity;
  readonly savesText: boolean;
  readonly machine: StateMachine;
}

/** A range of a text in code points, end exclusive. */
export interface PointRange {
  readonly start: number;
  readonly end: number;
}

/** Trimmed, and widened to the tag's granularity; null when only blanks were selected. */
export function settleRange(tool: TextTool, range: PointRange): PointRange | null {
  const offsets = tool.offsets();
  const units = trimRange(offsets.text, {
    start: offsets.toUnits(range.start),
    end: offsets.toUnits(range.end),
  });
  if (!units) return null;
  const wide = snapRange(offsets.text, units, tool.granularity);
  return { start: offsets.toPoints(wide.start), end: offsets.toPoints(wide.end) };
}

const span = shapeNamed('text-span') as ShapeKind;

/** True when a selection becomes a span at once: a class is armed. */
export const hasPen = (tool: TextTool): boolean => tool.core.edit.pensFor(tool.name, span).length > 0;

/** Makes a span of the range with the armed classes. */
export function createSpan(tool: TextTool, { start, end }: PointRange): string | null {
  const place: JsonObject = { start, end };
  const value = tool.savesText ? { ...place, text: tool.offsets().slice(start, end) } : place;
  return tool.core.edit.createRegion(tool.name, span, value);
}

/** The spans at an offset, the shortest first. */
export const spansAt = (tool: TextTool, offset: number): Region[] =>
  tool.core.regions.all
    .peek()
    .filter(
      (region) =>
        region.toName === tool.name &&
        !tool.core.session.hidden.peek().has(region.id) &&
        (region.value['start'] as number) <= offset &&
        offset < (region.value['end'] as number),
    )
    .sort((a, b) => lengthOf(a) - lengthOf(b));

const lengthOf = (region: Region): number =>
  (region.value['end'] as number) - (region.value['start'] as number);
