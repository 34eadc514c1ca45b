/** x, y; the unit is the caller's (percent, pixels). */
export type Point = readonly [number, number];

export type Size = { readonly width: number; readonly height: number };

/** An upright box by its top left corner. */
export type Box = Size & { readonly x: number; readonly y: number };
