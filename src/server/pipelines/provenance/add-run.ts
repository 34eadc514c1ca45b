import { findRun } from '../../../pipelines/runs/read-runs.ts';
import { runItems } from '../suggestions/run-view.ts';
import type { GraphNode } from './provenance-graph.ts';
import { runNode } from './provenance-start.ts';
import type { Walk } from './walk.ts';

/** A run as a node with what it measured; null where no record of it is left. */
export const addRun = async ({ server, project, graph }: Walk, id: string): Promise<string | null> => {
  const row = await findRun(server.db, id);
  const [run] = row ? await runItems(server, project.id, [row]) : [];
  if (run === undefined) return null;
  const { state, reason, metrics, agreement, labelCommit } = run;
  return graph.node({
    id: runNode(id),
    type: 'run',
    title: reason ?? `Training, ${state}`,
    time: run.ended ?? run.created,
    run: id,
    detail: { state, reason, metrics, agreement, labelCommit } as GraphNode['detail'],
  });
};
