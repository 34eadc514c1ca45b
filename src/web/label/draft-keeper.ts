import type { JsonValue } from './json-value.ts';

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'refused';

/** Unfinished work as this browser keeps it until the server has it. */
export type Backup = {
  readonly annotationId: string | null;
  /** Of the project, when it was done. */
  readonly configVersion?: number | undefined;
  readonly result: readonly JsonValue[];
  /** ISO 8601, by this browser's clock. */
  readonly time: string;
};

type Effects = {
  /** Sends the draft; rejects with what `retryable` judges. */
  readonly save: (result: readonly JsonValue[]) => Promise<unknown>;
  /** `later`: wait and send again. `session`: as soon as the person has signed in. `never`: the server refused it. */
  readonly judge: (error: unknown) => 'later' | 'session' | 'never';
  readonly sessionRenewed: () => Promise<void>;
  readonly backup: {
    write: (backup: Backup) => void;
    clear: () => void;
  };
  readonly now: () => string;
  readonly onState: (state: SaveState, error: unknown) => void;
  /** Milliseconds after the last change until it is sent, and between tries without a connection. */
  readonly wait?: number;
  readonly retryWait?: number;
};

export type DraftKeeper = {
  /** The work has changed: backed up at once, sent soon. */
  readonly change: (result: readonly JsonValue[]) => void;
  /** Sends now what waits; resolves when the server has it, or gives up for now. */
  readonly flush: () => Promise<void>;
  /** The connection is back: try at once. */
  readonly wake: () => void;
  /** Sends nothing more until `release`; resolves when what is on its way has arrived. For the time of a submit. */
  readonly hold: () => Promise<void>;
  readonly release: () => void;
  /** The work was submitted: nothing is left to keep. */
  readonly done: () => void;
  /** Stops sending; the backup stays. */
  readonly stop: () => void;
};

/** Keeps unfinished work: first in this browser, then on the server; a crash, a reload or a lost connection loses nothing. */
export const createDraftKeeper = (
  work: Pick<Backup, 'annotationId' | 'configVersion'>,
  effects: Effects,
): DraftKeeper => {
  const { wait = 500, retryWait = 3000 } = effects;
  let latest: readonly JsonValue[] | null = null;
  let sending: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let held = false;

  const schedule = (milliseconds: number) => {
    clearTimeout(timer);
    if (!stopped && !held) timer = setTimeout(() => void send(), milliseconds);
  };

  const attempt = async (result: readonly JsonValue[]): Promise<void> => {
    effects.onState('saving', null);
    try {
      await effects.save(result);
    } catch (error) {
      if (stopped) return;
      switch (effects.judge(error)) {
        case 'never':
          effects.onState('refused', error);
          return;
        case 'session':
          effects.onState('unsaved', error);
          void effects.sessionRenewed().then(() => schedule(0));
          return;
        case 'later':
          effects.onState('offline', error);
          schedule(retryWait);
          return;
      }
    }
    if (latest === result) {
      latest = null;
      effects.backup.clear();
      if (!stopped) effects.onState('saved', null);
    } else if (!stopped) {
      effects.onState('unsaved', null);
      schedule(wait);
    }
  };

  const send = (): Promise<void> => {
    clearTimeout(timer);
    if (sending) return sending;
    const result = latest;
    if (result === null || stopped) return Promise.resolve();
    sending = attempt(result).finally(() => {
      sending = null;
    });
    return sending;
  };

  return {
    change(result) {
      if (stopped) return;
      latest = result;
      effects.backup.write({ ...work, result, time: effects.now() });
      effects.onState('unsaved', null);
      schedule(wait);
    },
    flush: send,
    hold() {
      held = true;
      clearTimeout(timer);
      return sending ?? Promise.resolve();
    },
    release() {
      held = false;
      if (latest !== null) schedule(wait);
    },
    wake() {
      if (latest !== null && !held) void send();
    },
    done() {
      stopped = true;
      latest = null;
      clearTimeout(timer);
      effects.backup.clear();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
