import { type Readable, signal } from '../signals.ts';
import {
  emptyDiff,
  isEmptyDiff,
  type RecordsDiff,
  reverseDiff,
  type StoreRecord,
  squashDiffs,
} from './records-diff.ts';
import type { RecordStore } from './record-store.ts';

/** One step of undo: everything between two marks, as one change. */
interface Step<R extends StoreRecord> {
  readonly mark: number;
  readonly title: string;
  diff: RecordsDiff<R>;
}

export interface History<R extends StoreRecord> {
  /** Begins a new step; what changes until the next mark is undone together. Answers the mark's number. */
  mark(title: string): number;
  /** Applies a change as part of the step that is open. */
  apply(diff: RecordsDiff<R>): void;
  undo(): boolean;
  redo(): boolean;
  /** Takes back everything since the mark and forgets it: a drag that was cancelled. */
  bail(mark: number): void;
  clear(): void;
  readonly state: Readable<{ readonly undo: string | null; readonly redo: string | null }>;
}

const stepsKept = 500;

export function createHistory<R extends StoreRecord>(store: RecordStore<R>): History<R> {
  let done: Step<R>[] = [];
  let undone: Step<R>[] = [];
  let marks = 0;
  const state = signal<{ undo: string | null; redo: string | null }>({ undo: null, redo: null });

  const publish = (): void => {
    const undo = done.findLast((step) => !isEmptyDiff(step.diff))?.title ?? null;
    const redo = undone.at(-1)?.title ?? null;
    const before = state.peek();
    if (before.undo !== undo || before.redo !== redo) state.set({ undo, redo });
  };
  const dropEmpty = (): void => {
    while (done.length > 0 && isEmptyDiff((done.at(-1) as Step<R>).diff)) done.pop();
  };

  return {
    state,
    mark(title) {
      dropEmpty();
      marks++;
      done.push({ mark: marks, title, diff: emptyDiff() });
      if (done.length > stepsKept) done.shift();
      return marks;
    },
    apply(diff) {
      if (isEmptyDiff(diff)) return;
      let step = done.at(-1);
      if (!step) {
        step = { mark: ++marks, title: 'Change', diff: emptyDiff() };
        done.push(step);
      }
      store.apply(diff);
      step.diff = squashDiffs(step.diff, diff);
      undone = [];
      publish();
    },
    undo() {
      dropEmpty();
      const step = done.pop();
      if (!step) return false;
      store.apply(reverseDiff(step.diff));
      undone.push(step);
      publish();
      return true;
    },
    redo() {
      const step = undone.pop();
      if (!step) return false;
      store.apply(step.diff);
      done.push(step);
      publish();
      return true;
    },
    bail(mark) {
      while (done.length > 0 && (done.at(-1) as Step<R>).mark >= mark) {
        store.apply(reverseDiff((done.pop() as Step<R>).diff));
      }
      publish();
    },
    clear() {
      done = [];
      undone = [];
      publish();
    },
  };
}
