export type DiffLine = {
  readonly type: 'same' | 'added' | 'removed';
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
};

/** The shortest way from one list of lines to another (Myers), or null when they differ in more than `most` lines. */
export const diffLines = (
  before: readonly string[],
  after: readonly string[],
  most = 1000,
): readonly DiffLine[] | null => {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  const a = before.slice(start, before.length - end);
  const b = after.slice(start, after.length - end);
  const trace = furthestReaches(a, b, most);
  if (!trace) return null;
  const lines: DiffLine[] = [];
  const same = (at: number, to: number) =>
    lines.push({ type: 'same', text: before[at] as string, before: at + 1, after: to + 1 });
  for (let at = 0; at < start; at++) same(at, at);
  for (const step of walkBack(a, b, trace)) {
    if (step.type === 'same') same(start + step.x, start + step.y);
    else if (step.type === 'removed')
      lines.push({ type: 'removed', text: a[step.x] as string, before: start + step.x + 1, after: null });
    else lines.push({ type: 'added', text: b[step.y] as string, before: null, after: start + step.y + 1 });
  }
  for (let at = 0; at < end; at++) same(before.length - end + at, after.length - end + at);
  return lines;
};

type Step = { readonly type: DiffLine['type']; readonly x: number; readonly y: number };

/** For each number of edits, how far along `a` each diagonal gets. */
const furthestReaches = (
  a: readonly string[],
  b: readonly string[],
  most: number,
): Map<number, number>[] | null => {
  const limit = Math.min(a.length + b.length, most);
  let reach = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(reach);
    const next = new Map(reach);
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && (next.get(k - 1) ?? -1) < (next.get(k + 1) ?? -1));
      let x = down ? (next.get(k + 1) ?? 0) : (next.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      next.set(k, x);
      if (x >= a.length && y >= b.length) return trace;
    }
    reach = next;
  }
  return null;
};

const walkBack = (
  a: readonly string[],
  b: readonly string[],
  trace: readonly Map<number, number>[],
): Step[] => {
  const steps: Step[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] as Map<number, number>;
    const k = x - y;
    const down = k === -edits || (k !== edits && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = edits === 0 ? 0 : (reach.get(fromK) ?? 0);
    const fromY = edits === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY) {
      x--;
      y--;
      steps.push({ type: 'same', x, y });
    }
    if (edits > 0) steps.push(down ? { type: 'added', x, y: --y } : { type: 'removed', x: --x, y });
  }
  return steps.reverse();
};

export type Hunk = { readonly skipped: number; readonly lines: readonly DiffLine[] };

/** Changed lines with `context` lines around them; `skipped` counts the equal lines left out before. */
export const hunksOf = (lines: readonly DiffLine[], context = 3): readonly Hunk[] => {
  const near = lines.map(() => false);
  lines.forEach((line, index) => {
    if (line.type === 'same') return;
    for (let at = Math.max(0, index - context); at <= Math.min(lines.length - 1, index + context); at++)
      near[at] = true;
  });
  const hunks: { skipped: number; lines: DiffLine[] }[] = [];
  let skipped = 0;
  let open = false;
  lines.forEach((line, index) => {
    if (!near[index]) {
      skipped++;
      open = false;
      return;
    }
    if (!open) {
      hunks.push({ skipped, lines: [] });
      skipped = 0;
      open = true;
    }
    hunks.at(-1)?.lines.push(line);
  });
  return hunks;
};
