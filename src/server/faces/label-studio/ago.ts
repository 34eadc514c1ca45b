const steps = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** `created_ago` as Label Studio says it: the two largest parts, from minutes up. */
export const ago = (time: number, now: number): string => {
  let seconds = Math.max(0, Math.floor((now - time) / 1000));
  const parts: string[] = [];
  for (const [name, size] of steps) {
    const count = Math.floor(seconds / size);
    // the second part stands directly below the first
    if (count === 0 && parts.length > 0) break;
    if (count > 0) parts.push(`${count}\u00a0${name}${count === 1 ? '' : 's'}`);
    if (parts.length === 2) break;
    seconds -= count * size;
  }
  return parts.length === 0 ? '0\u00a0minutes' : parts.join(', ');
};
