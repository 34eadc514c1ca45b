import { sql } from 'kysely';
import type { Provenance as Graph } from '../../../shared/contract/pipelines.ts';
import type { Actor } from '../../actor.ts';
import { requireProject } from '../../projects/require-project.ts';
import { readOne } from '../../../db/run-sql.ts';
import type { Server } from '../../server.ts';
import type { SuggestionModelRow } from '../suggestion-migrations.ts';
import { fromAnnotation } from './from-annotation.ts';
import { fromCommit } from './from-commit.ts';
import { fromPrediction } from './from-prediction.ts';
import { fromRun } from './from-run.ts';
import { parseStart } from './provenance-start.ts';
import { commitsOf, openWalk, type Walk } from './walk.ts';

/**
 * What was made from what, as the commits record it, from any node both ways: an annotation, a commit of data,
 * labels, a model or predictions, a suggestion, a run. Without a start from the model that shows now, else from the
 * last label commit. Errors: request.invalid for what names no node; annotation, prediction, commit, run not found.
 */
export const walkProvenance = async (
  server: Server,
  actor: Actor,
  args: { readonly id: string; readonly node?: string | undefined },
): Promise<Graph> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const start = args.node === undefined ? undefined : parseStart(args.node);
  const walk = await openWalk(server, project);
  const from = start ?? (await newest(walk));
  if (from === undefined) return walk.graph.graph(null);
  switch (from.type) {
    case 'annotation':
    case 'committed-annotation':
      return walk.graph.graph(await fromAnnotation(walk, from));
    case 'prediction':
      return walk.graph.graph(await fromPrediction(walk, from.id));
    case 'run':
      return walk.graph.graph(await fromRun(walk, from.run));
    case 'commit':
      return walk.graph.graph(await fromCommit(walk, from.commit));
  }
};

const newest = async (walk: Walk) => {
  const model = await readOne<SuggestionModelRow>(
    walk.server.db,
    sql`SELECT * FROM suggestion_model WHERE project = ${walk.project.id} ORDER BY created_at DESC LIMIT 1`,
  );
  const commit = model?.model_commit ?? (await commitsOf(walk, walk.labels))[0]?.id;
  return commit === undefined ? undefined : ({ type: 'commit', commit } as const);
};
