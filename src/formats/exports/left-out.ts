/** Counts what a format cannot hold, by reason, so that nothing is lost without a word. */
export type LeftOut = {
  readonly add: (reason: string) => void;
  /** undefined where nothing was left out. */
  readonly counts: () => Readonly<Record<string, number>> | undefined;
};

export const countLeftOut = (): LeftOut => {
  const counts = new Map<string, number>();
  return {
    add: (reason) => counts.set(reason, (counts.get(reason) ?? 0) + 1),
    counts: () => (counts.size === 0 ? undefined : Object.fromEntries([...counts].sort())),
  };
};
