import { createEngine, type Engine } from '../../pipelines/engine.ts';
import type { FunctionWorker } from '../../pipelines/worker.ts';
import { findProject } from '../projects/require-project.ts';
import type { Server } from '../server.ts';
import { projectOfSubject } from './suggestions/suggestion-names.ts';
import { suggestionsWorker } from './suggestions/suggestions-worker.ts';

const engines = new WeakMap<object, Engine>();

/** The server's one engine; made at the first question, and at work once `startPipelines` started it. */
export const engineOf = (server: Server): Engine => {
  const known = engines.get(server.db);
  if (known) return known;
  return useEngine(server, [suggestionsWorker(server)]);
};

/** Makes the server's engine with these workers; tests put their own learner in. */
export const useEngine = (server: Server, workers: readonly FunctionWorker[]): Engine => {
  const engine = createEngine({
    versions: server.versions,
    workers,
    // the data folder is locked by this process
    alone: true,
    onError: (error) => server.log.error('a pipeline broke', { error }),
    changed: ({ subject }) => {
      const project = projectOfSubject(subject);
      findProject(server, project).then(
        (row) =>
          row &&
          server.events.publish({
            type: 'project',
            organisation: row.organisation,
            project: String(project),
          }),
        (error: unknown) => server.log.debug('a run was not announced', { error }),
      );
    },
  });
  engines.set(server.db, engine);
  return engine;
};
