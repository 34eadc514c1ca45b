import type { QueryClient } from '@tanstack/react-query';
import { taskLists } from './queries.ts';

type LiveEvent = {
  readonly type: string;
  readonly repo?: string;
  readonly project?: string;
  readonly work?: unknown;
};
const names = ['commit', 'staged', 'project', 'task', 'work'];

/**
 * Keeps the cache fresh from the server's events. One tab of the browser holds the stream (a lock chooses it) and
 * tells the others; where locks are missing (plain http on another host) each tab holds its own.
 * Returns the way to stop.
 */
export const listenToServer = (client: QueryClient): (() => void) => {
  const stop = new AbortController();
  const channel = new BroadcastChannel('lw-events');
  const soon = renewer(client, 400);
  const later = renewer(client, 2000);
  const renew = (...key: string[]) => soon.add(key);
  const hear = (event: LiveEvent) => {
    if (event.type === 'work') return client.setQueryData(['work', event.project], { work: event.work });
    if (event.type === 'commit') renew('webhooks');
    if (event.repo) {
      renew('repo', event.repo);
      renew('repos');
    }
    if (event.project) {
      renew('project', event.project);
      renew('projects');
      later.add(taskLists(event.project));
    } else if (event.type === 'commit') {
      renew('projects');
    }
  };
  channel.onmessage = (message: MessageEvent<LiveEvent>) => hear(message.data);

  const openStream = () => {
    const source = new EventSource('/api/events');
    const take = (message: MessageEvent<string>) => {
      const event = { ...(JSON.parse(message.data) as LiveEvent) };
      hear(event.type ? event : { ...event, type: message.type });
      channel.postMessage(event);
    };
    for (const name of names) source.addEventListener(name, take);
    source.onmessage = take;
    return source;
  };
  const lead = () =>
    new Promise<void>((resolve) => {
      const source = openStream();
      stop.signal.addEventListener('abort', () => {
        source.close();
        resolve();
      });
    });

  if (navigator.locks) {
    navigator.locks.request('lw-events', { signal: stop.signal }, lead).catch(() => undefined);
  } else {
    void lead();
  }
  return () => {
    stop.abort();
    soon.stop();
    later.stop();
    channel.close();
  };
};

/**
 * Renews what was added, some milliseconds later and all at once. What is being fetched then waits for the next
 * time: begun anew each time, a list of many pages would never end while people work.
 */
const renewer = (client: QueryClient, milliseconds: number) => {
  let waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const keys = [...waiting].map((key) => JSON.parse(key) as string[]);
    waiting = new Set();
    for (const queryKey of keys) {
      if (client.isFetching({ queryKey }) > 0) add(queryKey);
      else void client.invalidateQueries({ queryKey });
    }
  };
  const add = (key: readonly string[]): void => {
    waiting.add(JSON.stringify(key));
    timer ??= setTimeout(flush, milliseconds);
  };
  return { add, stop: () => clearTimeout(timer) };
};
