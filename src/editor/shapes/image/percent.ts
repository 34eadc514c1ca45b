/** Pixels as percent of a side, without the noise of the division (14, not 14.000000000000002). */
export const percentOf = (pixels: number, side: number): number => Math.round((pixels / side) * 1e12) / 1e10;

/** Percent as people are told: one digit. */
export const rounded = (percent: unknown): string =>
  typeof percent === 'number' ? String(Math.round(percent * 10) / 10) : '?';
