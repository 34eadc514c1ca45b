import type { Versions } from '../versions/versions.ts';
import type { WorkerRegistry } from './worker-registry.ts';

/** What every part of the engine gets; effects come in through `versions`: database, clock, randomness. */
export type EngineContext = {
  readonly versions: Versions;
  readonly workers: WorkerRegistry;
  /** Names this process in leases. */
  readonly owner: string;
  readonly leaseMs: number;
  /** Told the pipeline whose run changed: pages listen. */
  readonly changed: (pipeline: { readonly id: string; readonly subject: string }) => void;
  readonly onError: (error: unknown) => void;
};
