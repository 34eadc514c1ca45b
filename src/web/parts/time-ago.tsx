const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export const ago = (time: string, now = Date.now()): string => {
  const seconds = Math.round((Date.parse(time) - now) / 1000);
  if (Math.abs(seconds) < 45) return seconds > 5 ? 'in a moment' : 'just now';
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return relative.format(Math.round(seconds / 60), 'minute');
};

export const exactTime = (time: string): string => absolute.format(new Date(time));

/** `3 hours ago`, with the exact time as hint. */
export const TimeAgo = ({ time }: { readonly time: string }) => (
  <time dateTime={time} title={exactTime(time)} style={{ whiteSpace: 'nowrap' }}>
    {ago(time)}
  </time>
);
