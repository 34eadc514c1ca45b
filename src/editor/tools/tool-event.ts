/** A place on an object, in the object's own units: image pixels; code points (x alone) on a text; seconds on a sound. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PointerInfo {
  readonly at: Point;
  readonly button: number;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly mod: boolean;
  readonly pointerType: string;
  /** How many units of the object one CSS pixel is: tolerances are in pixels of the screen. */
  readonly unitsPerPixel: number;
}

export type ToolEvent =
  | ({ readonly type: 'pointer_down' } & PointerInfo)
  | ({ readonly type: 'pointer_move' } & PointerInfo)
  | ({ readonly type: 'pointer_up' } & PointerInfo)
  | ({ readonly type: 'double_click' } & PointerInfo)
  /** A range was selected in a text, end exclusive. */
  | { readonly type: 'range'; readonly start: number; readonly end: number }
  /** A click in a text that selected nothing. */
  | { readonly type: 'tap'; readonly at: Point; readonly extend: boolean }
  /** A class was chosen (key, click). */
  | { readonly type: 'label'; readonly control: string; readonly option: string }
  | { readonly type: 'cancel' }
  | { readonly type: 'complete' }
  | { readonly type: 'remove_point' };

export type ToolEventType = ToolEvent['type'];
