import { sql } from 'kysely';
import { taskPath } from '../../../labels/task-file/task-path.ts';
import type { Provenance as Graph } from '../../../shared/contract/pipelines.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { log } from '../../../versions/commands/log.ts';
import type { Commit } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import { requirePrediction } from '../../projects/predictions/prediction-rows.ts';
import { numberOf, requireProject } from '../../projects/require-project.ts';
import { readOne, readSql } from '../../projects/run-sql.ts';
import type { AnnotationRow, PredictionRow, ProjectRow } from '../../projects/tables.ts';
import type { Server } from '../../server.ts';
import type { SuggestionModelRow } from '../suggestion-migrations.ts';
import { modelVersionOf } from '../suggestions/suggestion-names.ts';
import { findOutputRepo } from '../suggestions/suggestion-place.ts';
import { addCommit, addPredictions, addSources, commitNode, type Repos } from './add-commits.ts';
import {
  addAnnotation,
  addAnnotationsOf,
  addPrediction,
  addShown,
  annotationFinder,
  annotationNode,
} from './add-rows.ts';
import { type GraphBuilder, graphBuilder } from './provenance-graph.ts';

type WalkProvenance = {
  readonly id: string;
  readonly annotation?: string | undefined;
  readonly prediction?: string | undefined;
  readonly model?: string | undefined;
};

/** Commits of one repo that are looked at, newest first. */
const mostCommits = 50;

/**
 * What was made from what, as the commits record it. From an annotation forward: the label commits that hold it, the
 * models trained on those, their predictions. From a prediction or a model back: the model, the label commit, the
 * annotations in it. Without a start, from the model that shows now. Errors: request.invalid for more than one start;
 * annotation, prediction, commit not found.
 */
export const walkProvenance = async (server: Server, actor: Actor, args: WalkProvenance): Promise<Graph> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const starts = [args.annotation, args.prediction, args.model].filter((start) => start !== undefined);
  if (starts.length > 1)
    throw new AppError('request.invalid', { reason: 'name only one of annotation, prediction and model' });
  const repos: Repos = {
    labels: await getRepo(server.versions, { organisation: project.organisation, name: project.target_repo }),
    models: await findOutputRepo(server, project, 'models'),
    predictions: await findOutputRepo(server, project, 'predictions'),
  };
  const graph = graphBuilder();
  const walk: Walk = { server, project, repos, graph };
  if (args.annotation !== undefined) await fromAnnotation(walk, args.annotation);
  else if (args.prediction !== undefined) await fromPrediction(walk, args.prediction);
  else if (args.model !== undefined) await fromModel(walk, args.model);
  else await fromCurrentModel(walk);
  return graph.graph();
};

type Walk = {
  readonly server: Server;
  readonly project: ProjectRow;
  readonly repos: Repos;
  readonly graph: GraphBuilder;
};

const fromAnnotation = async (walk: Walk, id: string): Promise<void> => {
  const { server, project, repos, graph } = walk;
  const row = await readOne<AnnotationRow & { key: string }>(
    server.db,
    sql`SELECT annotation.*, task.key FROM annotation JOIN task ON task.id = annotation.task
      WHERE annotation.id = ${numberOf(id) ?? 0} AND annotation.project = ${project.id}`,
  );
  if (row === undefined) throw new AppError('annotation.not_found', { id });
  await addAnnotation(server, graph, {
    uid: row.uid,
    author: row.author,
    taskId: row.task,
    result: JSON.parse(row.result),
    time: new Date(row.updated_at).toISOString(),
  });
  await addPredictionsShown(walk, row);
  const path = taskPath(row.key);
  const holds = annotationFinder(server, repos.labels, path, row.uid);
  for (const commit of await commitsOf(walk, repos.labels, path))
    if (await holds(commit.id)) await addLabels(walk, commit, row.uid);
  if (repos.models === undefined) return;
  for (const model of await commitsOf(walk, repos.models)) {
    const labels = model.provenance.find(({ repo }) => repo === repos.labels.uid)?.commit;
    if (labels === undefined || !(await holds(labels))) continue;
    await addLabels(walk, await getCommit(server.versions, { repo: repos.labels, ref: labels }), row.uid);
    await addModel(walk, model);
  }
};

/** What the labeler saw: recorded with the annotation. */
const addPredictionsShown = async (
  { server, project, graph }: Walk,
  { uid, made_on }: AnnotationRow,
): Promise<void> => {
  const shown =
    made_on === null ? [] : ((JSON.parse(made_on) as { predictions?: unknown }).predictions ?? []);
  const uids = Array.isArray(shown) ? shown.filter((item) => typeof item === 'string') : [];
  if (uids.length === 0) return;
  const rows = await readSql<PredictionRow>(
    server.db,
    sql`SELECT * FROM prediction WHERE project = ${project.id} AND uid IN (${sql.join(uids)})`,
  );
  for (const shownUid of uids) {
    const row = rows.find((candidate) => candidate.uid === shownUid);
    const from = row
      ? addPrediction(graph, row)
      : graph.node({
          id: `prediction:${shownUid}`,
          type: 'prediction',
          title: 'A prediction that was replaced since',
        });
    graph.edge(from, annotationNode(uid));
  }
};

const fromPrediction = async (walk: Walk, id: string): Promise<void> => {
  const { server, project, repos, graph } = walk;
  const row = await requirePrediction(server, project.id, id);
  const prediction = addPrediction(graph, row);
  const source = await readOne<SuggestionModelRow>(
    server.db,
    sql`SELECT * FROM suggestion_model WHERE project = ${project.id} AND model_version = ${row.model_version}`,
  );
  // one that was imported: nothing more is known of it
  if (source === undefined || repos.predictions === undefined) return;
  const commit = await getCommit(server.versions, {
    repo: repos.predictions,
    ref: source.prediction_commit,
  });
  graph.edge(
    await addCommit(server, graph, { repo: repos.predictions, commit, type: 'predictions' }),
    prediction,
  );
  await addSources(server, graph, repos, commit);
  await addBack(walk, source.model_commit);
};

const fromModel = async (walk: Walk, commit: string): Promise<void> => {
  if (walk.repos.models === undefined)
    throw new AppError('commit.not_found', { repo: 'models', ref: commit });
  await addModel(walk, await getCommit(walk.server.versions, { repo: walk.repos.models, ref: commit }));
  await addBack(walk, commit);
};

const fromCurrentModel = async (walk: Walk): Promise<void> => {
  const row = await readOne<SuggestionModelRow>(
    walk.server.db,
    sql`SELECT * FROM suggestion_model WHERE project = ${walk.project.id} ORDER BY created_at DESC LIMIT 1`,
  );
  if (row !== undefined) await fromModel(walk, row.model_commit);
};

/** A model, what it was made from, and what labelers see of it. */
const addModel = async ({ server, project, repos, graph }: Walk, model: Commit): Promise<void> => {
  if (repos.models === undefined) return;
  await addCommit(server, graph, { repo: repos.models, commit: model, type: 'model' });
  await addSources(server, graph, repos, model);
  const made = await addPredictions(server, graph, repos, model.id);
  const newest = made.at(-1);
  if (newest === undefined) return;
  const modelVersion = modelVersionOf(model.id);
  const row = await readOne<SuggestionModelRow>(
    server.db,
    sql`SELECT * FROM suggestion_model WHERE project = ${project.id} AND model_version = ${modelVersion}`,
  );
  if (row !== undefined)
    await addShown(server, graph, { project: project.id, modelVersion, predictions: row.prediction_commit });
};

/** From a model back to the annotations that it learned from. */
const addBack = async ({ server, project, repos, graph }: Walk, model: string): Promise<void> => {
  if (repos.models === undefined) return;
  const commit = await getCommit(server.versions, { repo: repos.models, ref: model });
  await addCommit(server, graph, { repo: repos.models, commit, type: 'model' });
  await addSources(server, graph, repos, commit);
  const labels = commit.provenance.find(({ repo }) => repo === repos.labels.uid)?.commit;
  if (labels !== undefined)
    await addAnnotationsOf(server, graph, { project: project.id, repo: repos.labels, commit: labels });
};

const addLabels = async ({ server, repos, graph }: Walk, commit: Commit, uid: string): Promise<void> => {
  await addCommit(server, graph, { repo: repos.labels, commit, type: 'labels' });
  graph.edge(annotationNode(uid), commitNode(commit.id));
  await addSources(server, graph, repos, commit);
};

const commitsOf = async (
  { server, project, graph }: Walk,
  repo: Repos['labels'],
  path?: string,
): Promise<readonly Commit[]> => {
  try {
    const page = await log(server.versions, {
      repo,
      ref: project.target_branch,
      limit: mostCommits,
      ...(path === undefined ? {} : { path }),
    });
    if (page.next !== null) graph.cut();
    return page.items;
  } catch (error) {
    // no commit, or no branch: nothing is in there
    if (error instanceof AppError && error.status === 404) return [];
    throw error;
  }
};
