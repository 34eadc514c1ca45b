import { statement } from '../db/database.ts';
import { accountQueries as q } from './accounts/tables.ts';
import { announceCommits } from './announce-commits.ts';
import { startPipelines } from './pipelines/start-pipelines.ts';
import { startProjects } from './projects/start-projects.ts';
import type { Server } from './server.ts';
import { scheduleGc } from './upkeep/schedule-gc.ts';
import { startWebhooks } from './webhooks/start-webhooks.ts';

/** Starts what works in the background; answers how to stop it. Later layers join here. */
export const startServices = async (server: Server): Promise<() => Promise<void>> => {
  await server.db.write([statement(q.deleteFrom('session').where('expires', '<=', server.clock()))]);
  const stopAnnouncing = announceCommits(server);
  const stopProjects = await startProjects(server);
  const webhooks = await startWebhooks(server);
  const pipelines = startPipelines(server);
  const stopGc = await scheduleGc(server);
  return async () => {
    await stopGc();
    await pipelines.stop();
    await webhooks.stop();
    await stopProjects();
    stopAnnouncing();
  };
};
