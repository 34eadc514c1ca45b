/** How much script a page runs for each step of a person's hand, from the browser's own trace. */
import type { Page } from 'playwright-core';

export type Pace = {
  /** Milliseconds of script for one step: half of the steps, and all but one in twenty, stay below. */
  readonly p50: number;
  readonly p95: number;
  /** The slowest step of all. */
  readonly worst: number;
  /** Milliseconds between two frames: half of them, and all but one in twenty, are below. */
  readonly frame: number;
  readonly frame95: number;
};

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly type?: string } };
};

const scriptNames = new Set([
  'FunctionCall',
  'EvaluateScript',
  'v8.callFunction',
  'RunMicrotasks',
  'FireAnimationFrame',
  'EventDispatch',
  'TimerFire',
]);

/**
 * Runs `hand` and answers the script from each event of the types `marks` to the next: handlers, animation frames,
 * timers, microtasks. Real input through the browser, so that every editor is driven alike.
 */
export const traceScript = async (
  page: Page,
  marks: readonly string[],
  hand: () => Promise<void>,
): Promise<Pace> => {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) {
      if (event.ph !== 'X') continue;
      if (scriptNames.has(event.name)) events.push(event);
    }
  });
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await page.evaluate(() => {
    const times: number[] = [];
    const note = (time: number): void => {
      times.push(time);
      if ((window as never as { framesEnd?: true }).framesEnd) return;
      requestAnimationFrame(note);
    };
    Object.assign(window, { frameTimes: times, framesEnd: undefined });
    requestAnimationFrame(note);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'], excludedCategories: ['*'] },
  });
  await hand();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const frames = await page.evaluate(() => {
    const own = window as never as { frameTimes: number[]; framesEnd?: true };
    own.framesEnd = true;
    return own.frameTimes;
  });
  const steps = scriptOfSteps(events, marks);
  const intervals = frames.slice(1).map((time, i) => time - (frames[i] as number));
  return {
    p50: quantile(steps, 0.5),
    p95: quantile(steps, 0.95),
    worst: quantile(steps, 1),
    frame: quantile(intervals, 0.5),
    frame95: quantile(intervals, 0.95),
  };
};

const scriptOfSteps = (events: readonly TraceEvent[], marks: readonly string[]): number[] => {
  const begun = events
    .filter((event) => event.name === 'EventDispatch' && marks.includes(event.args?.data?.type ?? ''))
    .sort((a, b) => a.ts - b.ts);
  const first = begun[0];
  if (!first) return [];
  const script = events
    .filter((event) => event.pid === first.pid && event.tid === first.tid)
    .sort((a, b) => a.ts - b.ts);
  const sums: number[] = begun.map(() => 0);
  let step = -1;
  let end = 0;
  for (const { ts, dur = 0 } of script) {
    // What runs inside of another is counted with it.
    if (ts < end) continue;
    while (step + 1 < begun.length && ts >= (begun[step + 1] as TraceEvent).ts) step++;
    end = ts + dur;
    if (step >= 0) sums[step] = (sums[step] as number) + dur / 1000;
  }
  return sums;
};

const quantile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return at === undefined ? Number.NaN : Math.round(at * 10) / 10;
};
