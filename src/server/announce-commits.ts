import { getRepoByUid } from '../versions/commands/get-repo-by-uid.ts';
import type { Server } from './server.ts';

/** Turns commits of the store into events for pages and webhooks, by names. Answers how to stop. */
export const announceCommits = (server: Server): (() => void) =>
  server.versions.events.onCommit(({ repo: uid, branch, commit }) => {
    getRepoByUid(server.versions, { uid }).then(
      ({ organisation, name: repo }) =>
        server.events.publish({ type: 'commit', organisation, repo, branch, commit }),
      // the repo may be gone by now, and nobody looks at it then
      (error: unknown) => server.log.debug('a commit was not announced', { error }),
    );
  });
