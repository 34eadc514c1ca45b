import type { Server } from '../../server.ts';
import type { CommitProject } from './commit-now.ts';
import { commitProject } from './commit-project.ts';

type Waiting = { readonly timer: NodeJS.Timeout; readonly since: number };

const waitingByOwner = new WeakMap<object, Map<number, Waiting>>();
/** However busy the labeling is, a change waits no longer. */
const longest = 60_000;

/** Commits a project's labels when nothing changed for `seconds`. Timers do not keep the process alive. */
export const commitWhenIdle = (server: Server, args: CommitProject, seconds: number): void => {
  const waiting = waitingByOwner.get(server.db) ?? new Map<number, Waiting>();
  waitingByOwner.set(server.db, waiting);
  const known = waiting.get(args.project);
  if (known) clearTimeout(known.timer);
  const now = server.clock();
  const since = known?.since ?? now;
  const timer = setTimeout(
    () => {
      waiting.delete(args.project);
      commitProject(server, args).catch((error: unknown) =>
        server.log.warn('labels stay pending', { project: args.project, error }),
      );
    },
    Math.max(0, Math.min(seconds * 1000, since + longest - now)),
  );
  timer.unref();
  waiting.set(args.project, { timer, since });
};

/** Forgets all timers; what is pending stays so and is committed after the next start. */
export const stopIdleCommits = (server: Pick<Server, 'db'>): void => {
  for (const { timer } of waitingByOwner.get(server.db)?.values() ?? []) clearTimeout(timer);
  waitingByOwner.delete(server.db);
};
