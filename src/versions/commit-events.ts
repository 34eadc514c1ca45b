import type { CommitEvent } from './version-store.ts';

/**
 * Tells listeners in this process that commits landed. Rows of `commit_event` are the durable truth: who
 * must not miss one keeps the last `seq` it dealt with and reads on with `listCommitEvents`.
 */
export type CommitEvents = {
  /** Answers what takes the listener off again. */
  onCommit(listener: (event: Omit<CommitEvent, 'seq'>) => void): () => void;
  landed(event: Omit<CommitEvent, 'seq'>): void;
};

export const commitEvents = (): CommitEvents => {
  const listeners = new Set<(event: Omit<CommitEvent, 'seq'>) => void>();
  return {
    onCommit(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    landed(event) {
      for (const listener of listeners) listener(event);
    },
  };
};
