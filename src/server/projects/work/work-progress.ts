import type { WorkView } from '../../../shared/contract/project-work.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import type { ProjectRow } from '../tables.ts';

type Running = { view: WorkView; cancelled: boolean };

const runningByOwner = new WeakMap<object, Map<number, Running>>();
const runningOf = (server: Pick<Server, 'db'>): Map<number, Running> => {
  const known = runningByOwner.get(server.db) ?? new Map<number, Running>();
  runningByOwner.set(server.db, known);
  return known;
};

/** Listeners hear no oftener, in milliseconds. */
const pause = 200;

/** Lets everybody in the project see how far a work is, until `stop`. */
export const showProgress = (
  server: Server,
  actor: Actor,
  { id, organisation }: ProjectRow,
  { kind, total }: { kind: WorkView['kind']; total: number | null },
) => {
  const since = new Date(server.clock()).toISOString();
  const running: Running = {
    view: { kind, by: actor.name, since, done: 0, total, stage: 'labels' },
    cancelled: false,
  };
  runningOf(server).set(id, running);
  let told = 0;
  const tell = (work: WorkView | null) => {
    told = performance.now();
    server.events.publish({ type: 'work', organisation, project: String(id), work });
  };
  tell(running.view);
  return {
    done(tasks: number) {
      running.view = { ...running.view, done: running.view.done + tasks };
      if (performance.now() - told >= pause) tell(running.view);
      if (running.cancelled) throw new AppError('work.cancelled');
    },
    /** From `commit` on nobody can cancel any more. */
    reach(stage: WorkView['stage']) {
      running.view = { ...running.view, stage };
      tell(running.view);
    },
    stop() {
      runningOf(server).delete(id);
      tell(null);
    },
  };
};

/** What changes all labels of a project just now. */
export const currentWork = async (
  server: Server,
  actor: Actor,
  args: { id: string | number },
): Promise<{ work: WorkView | null }> => {
  const { id } = await requireProject(server, actor, args.id, 'annotator');
  return { work: runningOf(server).get(id)?.view ?? null };
};

/** Stops it before its next page, if it does not commit already; who began it is told work.cancelled. */
export const cancelWork = async (
  server: Server,
  actor: Actor,
  args: { id: string | number },
): Promise<{ cancelled: boolean }> => {
  const { id } = await requireProject(server, actor, args.id, 'manager');
  const running = runningOf(server).get(id);
  if (running === undefined || running.view.stage !== 'labels') return { cancelled: false };
  running.cancelled = true;
  return { cancelled: true };
};
