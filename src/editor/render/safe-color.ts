/** A color from a config as it may stand in a sheet; grey when it is none. */
export const safeColor = (color: string | undefined): string =>
  color && /^[#\w\s.,%()/-]+$/.test(color) && !/url|var|env/i.test(color) && CSS.supports('color', color)
    ? color
    : '#868e96';
