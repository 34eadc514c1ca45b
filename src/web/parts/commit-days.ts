const format = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** The day of a commit, as the log groups by it. */
export const dayOf = (time: string): string => {
  const day = format.format(new Date(time));
  return day === format.format(new Date()) ? 'Today' : day;
};
