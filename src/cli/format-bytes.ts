const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `1.5 MiB`: powers of 1,024. */
export const formatBytes = (bytes: number): string => {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
};
