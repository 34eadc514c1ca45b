import type { WorkView } from '../shared/contract/project-work.ts';

/** Something that pages, pipelines and webhooks listen for; `organisation` decides who may hear it. */
export type ServerEvent =
  | {
      readonly type: 'commit';
      readonly organisation: string;
      readonly repo: string;
      readonly branch: string;
      readonly commit: string;
    }
  | {
      readonly type: 'staged';
      readonly organisation: string;
      readonly repo: string;
      readonly branch: string;
      readonly count: number;
    }
  | {
      readonly type: 'work';
      readonly organisation: string;
      readonly project: string;
      readonly work: WorkView | null;
    }
  | { readonly type: 'project'; readonly organisation: string; readonly project: string }
  | { readonly type: 'task'; readonly organisation: string; readonly project: string; readonly task: string };

export type Events = {
  publish(event: ServerEvent): void;
  /** Returns the way to stop listening. A listener that throws is logged, never felt by the publisher. */
  subscribe(listener: (event: ServerEvent) => void): () => void;
};

export const createEvents = (onError: (error: unknown) => void): Events => {
  const listeners = new Set<(event: ServerEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
