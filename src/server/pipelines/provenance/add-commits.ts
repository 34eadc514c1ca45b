import { isJsonObject, type Json, ownValue } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { descendants } from '../../../versions/commands/descendants.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import { getRepoByUid } from '../../../versions/commands/get-repo-by-uid.ts';
import type { Commit, Provenance, Repo } from '../../../versions/version-store.ts';
import { readObjectText } from '../../projects/labels/read-object-text.ts';
import type { Server } from '../../server.ts';
import { cardPath } from '../suggestions/commit-model.ts';
import { predictionsPath } from '../suggestions/predict-tasks.ts';
import type { GraphBuilder, GraphNode } from './provenance-graph.ts';

export type Repos = {
  readonly labels: Repo;
  /** Undefined while no model was committed. */
  readonly models: Repo | undefined;
  readonly predictions: Repo | undefined;
};

export const commitNode = (commit: string): string => `commit:${commit}`;

type CommitNode = { readonly repo: Repo; readonly commit: Commit; readonly type: GraphNode['type'] };

/** A commit as a node; a model's shows its card, predictions how many there are. */
export const addCommit = async (
  server: Server,
  graph: GraphBuilder,
  { repo, commit, type }: CommitNode,
): Promise<string> =>
  graph.node({
    id: commitNode(commit.id),
    type,
    title: commit.message,
    repo: repo.name,
    commit: commit.id,
    time: new Date(commit.time).toISOString(),
    run: commit.madeBy.type === 'pipeline' ? commit.madeBy.run : null,
    detail: ((await detailOf(server, repo, commit, type)) ?? null) as GraphNode['detail'],
  });

const detailOf = async (server: Server, repo: Repo, commit: Commit, type: GraphNode['type']) => {
  const path = type === 'model' ? cardPath : type === 'predictions' ? predictionsPath : undefined;
  const entry = path && (await getEntry(server.versions, { repo, ref: commit.id, path }));
  if (!entry) return undefined;
  const card = JSON.parse(await readObjectText(server, entry.sha256, path)) as Json;
  if (type === 'predictions' || !isJsonObject(card)) return card;
  const metrics = ownValue(card, 'metrics');
  return {
    modelType: ownValue(card, 'modelType') ?? null,
    control: ownValue(card, 'control') ?? null,
    examples: ownValue(card, 'examples') ?? null,
    accuracy: (isJsonObject(metrics) && ownValue(metrics, 'accuracy')) || null,
  };
};

/** What a commit was made from, as it was recorded: labels by type, everything else an input. */
export const addSources = async (
  server: Server,
  graph: GraphBuilder,
  repos: Repos,
  commit: Commit,
): Promise<void> => {
  for (const edge of commit.provenance) {
    const source = await findCommit(server, edge);
    // its repo is gone: that it was is all there is to say
    const type =
      edge.repo === repos.labels.uid ? 'labels' : edge.repo === repos.models?.uid ? 'model' : 'input';
    const from =
      source === undefined
        ? graph.node({
            id: commitNode(edge.commit),
            type,
            title: 'A commit of a deleted repo',
            commit: edge.commit,
          })
        : await addCommit(server, graph, { ...source, type });
    graph.edge(from, commitNode(commit.id));
  }
};

/** The commits of predictions that a model made. */
export const addPredictions = async (
  server: Server,
  graph: GraphBuilder,
  { models, predictions }: Repos,
  model: string,
): Promise<readonly string[]> => {
  if (models === undefined || predictions === undefined) return [];
  const made = await descendants(server.versions, { repo: models, commit: model });
  const commits: string[] = [];
  for (const { repo, commit: id } of made) {
    if (repo !== predictions.uid) continue;
    const commit = await getCommit(server.versions, { repo: predictions, ref: id });
    graph.edge(
      commitNode(model),
      await addCommit(server, graph, { repo: predictions, commit, type: 'predictions' }),
    );
    commits.push(id);
  }
  return commits;
};

const findCommit = async (
  server: Server,
  edge: Provenance,
): Promise<{ repo: Repo; commit: Commit } | undefined> => {
  try {
    const repo = await getRepoByUid(server.versions, { uid: edge.repo });
    return { repo, commit: await getCommit(server.versions, { repo, ref: edge.commit }) };
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return undefined;
    throw error;
  }
};
