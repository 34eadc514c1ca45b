import type { Point, Size } from '../../../labels/geometry/point.ts';
import type { EditorCore } from '../../editor-core.ts';
import type { Region } from '../../regions/region.ts';
import type { ImageShape } from '../../shapes/image/image-shape.ts';
import type { Readable, Signal } from '../../signals.ts';
import type { StateMachine } from '../../tools/state-machine.ts';
import type { ObjectModel } from '../object-model.ts';
import type { RegionSpace } from './region-space.ts';
import type { Viewport } from './viewport.ts';

/** A shape that is being drawn and is no region yet. */
export interface Draft {
  readonly shape: ImageShape;
  readonly geometry: unknown;
  /** Where the next point would be. */
  readonly cursor?: Point;
}

/** A suggested region that is not in the labels. */
export interface Ghost {
  readonly region: Region;
  readonly shape: ImageShape;
  readonly geometry: unknown;
}

/** An Image at work: what its tools read and write. The page draws it from these signals. */
export interface ImageObject extends ObjectModel {
  readonly core: EditorCore;
  readonly machine: StateMachine;
  /** Addresses of its pages. */
  readonly pages: readonly string[];
  /** Of the oriented image, in pixels; null until it was loaded. */
  readonly size: Signal<Size | null>;
  readonly stage: Signal<Size>;
  readonly viewport: Signal<Viewport>;
  readonly space: RegionSpace;
  readonly draft: Signal<Draft | null>;
  /** Geometry of regions while they are dragged, by id. */
  readonly moving: Signal<ReadonlyMap<string, unknown>>;
  /** The box of a box-select. */
  readonly lasso: Signal<{ readonly from: Point; readonly to: Point } | null>;
  readonly brushSize: Signal<number>;
  /** Suggested regions of the page that is shown. */
  readonly ghosts: Readable<readonly Ghost[]>;
  /** The tool a person took; null follows the armed class. */
  readonly takenTool: Signal<string | null>;
  readonly tool: Readable<string>;
  /** Tools that this config has a use for. */
  readonly tools: readonly string[];
  readonly crosshair: boolean;
  /** Shapes that can be drawn here. */
  drawable(shape: string): boolean;
  shapeOf(region: Region): ImageShape | undefined;
}
