import type { Server } from '../../server.ts';
import { serialised } from '../serialise.ts';
import { finishWork } from '../work/finish-work.ts';

/**
 * One at a time, of all that moves a project's label branch or the labels as a whole. What a killed process left half
 * done comes to its end first.
 */
export const inLabelTurn = <T>(server: Server, project: number, task: () => Promise<T>): Promise<T> =>
  serialised(server.db)(`labels:${project}`, async () => {
    await finishWork(server, project);
    return task();
  });
