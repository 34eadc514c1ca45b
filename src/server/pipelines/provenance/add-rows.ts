import { sql } from 'kysely';
import type { Json } from '../../../labels/json.ts';
import { inPresentConfig } from '../../projects/config/config-versions.ts';
import { peopleByUid } from '../../projects/people.ts';
import { readOne, readSql } from '../../../db/run-sql.ts';
import type { AnnotationRow, PredictionRow } from '../../projects/tables.ts';
import type { SuggestionModelRow } from '../suggestion-migrations.ts';
import { addBack, findCommit } from './add-commits.ts';
import type { GraphNode } from './provenance-graph.ts';
import { annotationNode, commitNode, predictionNode } from './provenance-start.ts';
import type { Walk } from './walk.ts';

/** Rows of one kind that a graph shows; a page cannot draw more. */
export const mostRows = 50;

type AddAnnotation = {
  readonly uid: string;
  readonly author: string | null;
  readonly taskId: number | null;
  readonly result: readonly Json[];
  readonly time: string;
};

export const addAnnotation = async ({ server, graph }: Walk, args: AddAnnotation): Promise<string> => {
  const { uid, author, taskId } = args;
  const name = author === null ? undefined : (await peopleByUid(server, [author]))(author).name;
  return graph.node({
    id: annotationNode(taskId, uid),
    type: 'annotation',
    title: name ? `Annotation by ${name}` : 'Annotation',
    taskId: taskId === null ? null : String(taskId),
    time: new Date(args.time).toISOString(),
    detail: args.result as GraphNode['detail'],
  });
};

export const addAnnotationRow = (walk: Walk, row: AnnotationRow): Promise<string> =>
  addAnnotation(walk, {
    uid: row.uid,
    author: row.author,
    taskId: row.task,
    result: JSON.parse(row.result) as Json[],
    time: new Date(row.updated_at).toISOString(),
  });

export const addPrediction = ({ graph }: Walk, row: PredictionRow): string =>
  graph.node({
    id: predictionNode(row.id),
    type: 'prediction',
    title: row.model_version === '' ? 'Prediction' : `By model ${row.model_version.slice(0, 8)}`,
    taskId: String(row.task),
    time: new Date(row.created_at).toISOString(),
    detail: { result: JSON.parse(row.result), score: row.score } as GraphNode['detail'],
  });

/** The model behind a model version of this project's suggestions; undefined for one that was imported. */
export const modelOfVersion = ({ server, project }: Walk, version: string) =>
  readOne<SuggestionModelRow>(
    server.db,
    sql`SELECT * FROM suggestion_model WHERE project = ${project.id} AND model_version = ${version}`,
  );

/** A prediction with all that it was made from; of one that was imported nothing more is known. */
export const addPredictionBack = async (walk: Walk, row: PredictionRow): Promise<string> => {
  const node = addPrediction(walk, row);
  const source = await modelOfVersion(walk, row.model_version);
  const made =
    source && walk.predictions
      ? await findCommit(walk.server, { repo: walk.predictions.uid, commit: source.prediction_commit })
      : undefined;
  if (made) walk.graph.edge(await addBack(walk, made), node);
  return node;
};

/** The predictions that a commit of them holds, as far as they stand before people, and how those answered. */
export const addShown = async (walk: Walk, modelVersion: string): Promise<void> => {
  const { server, project, graph } = walk;
  const model = await modelOfVersion(walk, modelVersion);
  if (model === undefined) return;
  // answered ones first: they lead on
  const rows = await readSql<PredictionRow>(
    server.db,
    sql`SELECT prediction.* FROM prediction JOIN task ON task.id = prediction.task
      WHERE prediction.project = ${project.id} AND prediction.model_version = ${modelVersion}
      ORDER BY CASE task.state WHEN 'open' THEN 1 ELSE 0 END, prediction.id LIMIT ${mostRows + 1}`,
  );
  if (rows.length > mostRows) graph.cut();
  const shown = await inPresentConfig(server, rows.slice(0, mostRows));
  for (const row of shown) graph.edge(commitNode(model.prediction_commit), addPrediction(walk, row));
  await addAnswers(walk, shown);
};

/** The annotations that were made with one of these in sight. */
export const addAnswers = async (walk: Walk, shown: readonly PredictionRow[]): Promise<void> => {
  if (shown.length === 0) return;
  const rows = await readSql<AnnotationRow>(
    walk.server.db,
    sql`SELECT * FROM annotation WHERE task IN (${sql.join(shown.map(({ task }) => task))})
      AND made_on IS NOT NULL ORDER BY id LIMIT ${mostRows}`,
  );
  for (const row of rows) {
    const uids = shownWith(row);
    const seen = shown.find(({ uid, task }) => task === row.task && uids.includes(uid));
    if (seen) walk.graph.edge(predictionNode(seen.id), await addAnnotationRow(walk, row));
  }
};

/** Uids of the predictions that stood before the labeler, as the annotation records them. */
export const shownWith = ({ made_on }: Pick<AnnotationRow, 'made_on'>): readonly string[] => {
  const shown = made_on === null ? [] : (JSON.parse(made_on) as { predictions?: unknown }).predictions;
  return Array.isArray(shown) ? shown.filter((uid) => typeof uid === 'string') : [];
};
