/**
 * Signals in the least that the editor needs: a `Signal` holds a value, a `computed` derives one lazily, an
 * `effect` runs again when what it read has changed. Effects run synchronously at the end of the outermost batch.
 */
export interface Readable<T> {
  /** The value; inside a computed or an effect it is also a dependency. */
  get(): T;
  peek(): T;
}

export interface Signal<T> extends Readable<T> {
  set(value: T): void;
}

interface Source {
  readonly observers: Set<Observer>;
  /** Brings the value up to date and says how often it has changed. */
  version(): number;
}

interface Observer {
  readonly sources: Map<Source, number>;
  invalidate(): void;
}

let reader: Observer | null = null;
let depth = 0;
const queue = new Set<() => void>();

/** Runs `work`; effects wait until the outermost batch ends. */
export function batch<T>(work: () => T): T {
  depth++;
  try {
    return work();
  } finally {
    depth--;
    if (depth === 0) flush();
  }
}

function flush(): void {
  for (let round = 0; queue.size > 0; round++) {
    if (round > 100) throw new Error('Effects keep setting what they read.');
    const runs = [...queue];
    queue.clear();
    batch(() => {
      for (const run of runs) run();
    });
  }
}

function track(source: Source): void {
  if (!reader) return;
  reader.sources.set(source, source.version());
  source.observers.add(reader);
}

function forget(observer: Observer): void {
  for (const source of observer.sources.keys()) source.observers.delete(observer);
  observer.sources.clear();
}

const isStale = (observer: Observer): boolean => {
  for (const [source, seen] of observer.sources) if (source.version() !== seen) return true;
  return false;
};

function readAs<T>(observer: Observer | null, work: () => T): T {
  const before = reader;
  reader = observer;
  try {
    return work();
  } finally {
    reader = before;
  }
}

export function signal<T>(initial: T): Signal<T> {
  let value = initial;
  let version = 0;
  const source: Source = { observers: new Set(), version: () => version };
  return {
    get() {
      track(source);
      return value;
    },
    peek: () => value,
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      version++;
      batch(() => {
        for (const observer of [...source.observers]) observer.invalidate();
      });
    },
  };
}

/** A value made from others; `equal` decides whether a new value counts as a change. */
export function computed<T>(derive: () => T, equal: (a: T, b: T) => boolean = Object.is): Readable<T> {
  let value: T;
  let version = 0;
  let state: 'new' | 'stale' | 'fresh' = 'new';
  const source: Source = {
    observers: new Set(),
    version() {
      refresh();
      return version;
    },
  };
  const observer: Observer = {
    sources: new Map(),
    invalidate() {
      if (state !== 'fresh') return;
      state = 'stale';
      for (const next of [...source.observers]) next.invalidate();
    },
  };
  function refresh(): void {
    if (state === 'fresh') return;
    if (state === 'stale' && !isStale(observer)) {
      state = 'fresh';
      return;
    }
    forget(observer);
    const next = readAs(observer, derive);
    if (state === 'new' || !equal(value, next)) {
      value = next;
      version++;
    }
    state = 'fresh';
  }
  return {
    get() {
      track(source);
      refresh();
      return value;
    },
    peek() {
      refresh();
      return value;
    },
  };
}

/** Runs `run` now and whenever something it read has changed; returns what ends it. */
export function effect(run: () => void): () => void {
  let ended = false;
  const rerun = (): void => {
    if (ended || !isStale(observer)) return;
    execute();
  };
  const observer: Observer = {
    sources: new Map(),
    invalidate: () => void queue.add(rerun),
  };
  function execute(): void {
    forget(observer);
    readAs(observer, run);
  }
  batch(execute);
  return () => {
    ended = true;
    forget(observer);
  };
}

/** Reads without making dependencies. */
export const untracked = <T>(work: () => T): T => readAs(null, work);
