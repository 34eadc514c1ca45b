import { noSettlers } from '../../../versions/settlers.ts';
import type { Server } from '../../server.ts';
import { serialised } from '../serialise.ts';
import { finishWork } from '../work/finish-work.ts';

/**
 * One at a time, of all that moves a project's label branch or the labels as a whole. What a killed process left half
 * done comes to its end first. The task gets a server where naming a head settles nothing: it would wait for its own
 * turn, or for the turn of another project that waits for this one.
 */
export const inLabelTurn = <T>(
  server: Server,
  project: number,
  task: (server: Server) => Promise<T>,
): Promise<T> =>
  serialised(server.db)(`labels:${project}`, async () => {
    await finishWork(server, project);
    return task({ ...server, versions: { ...server.versions, settlers: noSettlers } });
  });
