/** x, y. */
export type Point = readonly [number, number];

/** An upright box by its top-left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type Size = { readonly width: number; readonly height: number };
