import { type Signal, signal } from '../signals.ts';

/** What is on the screen and in hand but not in the labels: never saved, not undone. */
export interface Session {
  /** Ids of the selected regions, the last chosen last. */
  readonly selection: Signal<readonly string[]>;
  /** Classes that the next region will get, by control. */
  readonly armed: Signal<ReadonlyMap<string, readonly string[]>>;
  readonly hidden: Signal<ReadonlySet<string>>;
  readonly locked: Signal<ReadonlySet<string>>;
  /** Page of a many-image task. */
  readonly itemIndex: Signal<number>;
  /** Said to the person in a live region; `tone` says how it is shown. */
  readonly notice: Signal<Notice | null>;
  readonly readOnly: Signal<boolean>;
  /** The region from which a relation is being made: the next one selected is its other end. */
  readonly relating: Signal<string | null>;
  /** Control that needs an answer before submit. */
  readonly wanting: Signal<string | null>;
  /** What fields hold that is no answer, in words, by control: it would be lost with a submit. */
  readonly unreadable: Signal<ReadonlyMap<string, string>>;
}

export interface Notice {
  readonly text: string;
  readonly tone: 'plain' | 'problem';
}

export const createSession = (readOnly: boolean): Session => ({
  selection: signal<readonly string[]>([]),
  armed: signal<ReadonlyMap<string, readonly string[]>>(new Map()),
  hidden: signal<ReadonlySet<string>>(new Set()),
  locked: signal<ReadonlySet<string>>(new Set()),
  itemIndex: signal(0),
  notice: signal<Notice | null>(null),
  readOnly: signal(readOnly),
  relating: signal<string | null>(null),
  wanting: signal<string | null>(null),
  unreadable: signal<ReadonlyMap<string, string>>(new Map()),
});
