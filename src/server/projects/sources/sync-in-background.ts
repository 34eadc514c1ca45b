import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import type { ProjectRow } from '../tables.ts';
import { syncSources } from './sync-project.ts';

type State = { readonly timers: Map<number, NodeJS.Timeout>; readonly running: Set<Promise<unknown>> };

const states = new WeakMap<object, State>();
const stateOf = (owner: object): State => {
  const state = states.get(owner) ?? { timers: new Map(), running: new Set() };
  states.set(owner, state);
  return state;
};

/** Commits that come one after the other are read as one. */
const quiet = 100;

/** Reads a source soon; a call for one that waits already changes nothing. What breaks is logged. */
export const syncInBackground = (server: Server, actor: Actor, project: ProjectRow, source: number): void => {
  const { timers, running } = stateOf(server.db);
  if (timers.has(source)) return;
  const timer = setTimeout(() => {
    timers.delete(source);
    const run = syncSources(server, actor, project, source).catch((error: unknown) =>
      server.log.error('sync failed', { project: project.id, source, error }),
    );
    running.add(run);
    void run.finally(() => running.delete(run));
  }, quiet);
  timers.set(source, timer);
};

/** Waits for what is under way; what had not begun is found again at the next start. */
export const stopSyncs = async (server: Pick<Server, 'db'>): Promise<void> => {
  const { timers, running } = stateOf(server.db);
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  await Promise.all(running);
};
