import type { PipelineSpec } from './pipeline-spec.ts';
import type { FunctionWorker } from './worker.ts';

/** Finds the worker that a spec names; undefined for one that this program does not have. */
export type WorkerRegistry = (worker: PipelineSpec['worker']) => FunctionWorker | undefined;

/** Workers by name. Throws when two have the same, or one has two steps of a name. */
export const workerRegistry = (workers: readonly FunctionWorker[]): WorkerRegistry => {
  const byName = new Map<string, FunctionWorker>();
  for (const worker of workers) {
    if (byName.has(worker.name)) throw new Error(`two workers are called ${worker.name}`);
    const steps = new Set(worker.steps.map(({ name }) => name));
    if (steps.size !== worker.steps.length) throw new Error(`two steps of ${worker.name} have one name`);
    byName.set(worker.name, worker);
  }
  return ({ kind, name }) => (kind === 'function' ? byName.get(name) : undefined);
};
