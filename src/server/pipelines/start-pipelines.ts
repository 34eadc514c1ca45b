import type { Server } from '../server.ts';
import { engineOf } from './pipeline-engine.ts';

/** Sets the pipelines to work: what landed while nobody listened is taken up first. */
export const startPipelines = (server: Server): { readonly stop: () => Promise<void> } => {
  const engine = engineOf(server);
  engine.start();
  return { stop: () => engine.stop() };
};
