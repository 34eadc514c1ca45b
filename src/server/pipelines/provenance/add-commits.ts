import { isJsonObject, type Json, ownValue } from '../../../labels/json.ts';
import { descendants } from '../../../versions/commands/descendants.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import { getRepoByUid } from '../../../versions/commands/get-repo-by-uid.ts';
import type { Commit, Provenance, Repo } from '../../../versions/version-store.ts';
import { readObjectText } from '../../projects/labels/read-object-text.ts';
import type { Server } from '../../server.ts';
import { cardPath } from '../suggestions/commit-model.ts';
import { predictionsPath } from '../suggestions/predict-tasks.ts';
import { addRun } from './add-run.ts';
import type { GraphNode } from './provenance-graph.ts';
import { commitNode } from './provenance-start.ts';
import { mostCommits, unlessMissing, type Walk } from './walk.ts';

export type Found = { readonly repo: Repo; readonly commit: Commit };

/** A commit as a node; a model's shows its card, predictions how many there are. */
export const addCommit = async (walk: Walk, { repo, commit }: Found): Promise<string> => {
  const type = typeOf(walk, repo.uid);
  return walk.graph.node({
    id: commitNode(commit.id),
    type,
    title: commit.message,
    repo: repo.name,
    commit: commit.id,
    time: new Date(commit.time).toISOString(),
    run: commit.madeBy.type === 'pipeline' ? commit.madeBy.run : null,
    detail: ((await detailOf(walk.server, repo, commit, type)) ?? null) as GraphNode['detail'],
  });
};

const typeOf = ({ labels, models, predictions }: Walk, uid: string): GraphNode['type'] =>
  uid === labels.uid
    ? 'labels'
    : uid === models?.uid
      ? 'model'
      : uid === predictions?.uid
        ? 'predictions'
        : 'input';

const detailOf = async (server: Server, repo: Repo, commit: Commit, type: GraphNode['type']) => {
  const path = type === 'model' ? cardPath : type === 'predictions' ? predictionsPath : undefined;
  const entry = path && (await getEntry(server.versions, { repo, ref: commit.id, path }));
  if (!entry) return undefined;
  const card = JSON.parse(await readObjectText(server, entry.sha256, path)) as Json;
  if (type === 'predictions' || !isJsonObject(card)) return card;
  const metrics = ownValue(card, 'metrics');
  const examples = ownValue(card, 'examples');
  return {
    modelType: ownValue(card, 'modelType') ?? null,
    control: ownValue(card, 'control') ?? null,
    examples: (isJsonObject(examples) && ownValue(examples, 'total')) || null,
    accuracy: isJsonObject(metrics) ? (ownValue(metrics, 'accuracy') ?? null) : null,
  };
};

/**
 * A commit with all that it was made from, as the commits record it, back to where nothing is recorded. The run
 * that made a commit stands between it and its sources, unless it stands before one of the sources already.
 */
export const addBack = async (walk: Walk, found: Found, seen = new Set<string>()): Promise<string> => {
  const { graph } = walk;
  const node = await addCommit(walk, found);
  if (seen.has(node)) return node;
  seen.add(node);
  const { commit } = found;
  const sources: { readonly node: string; readonly run: string | null }[] = [];
  for (const edge of commit.provenance) {
    if (seen.size >= mostCommits) {
      graph.cut();
      break;
    }
    const source = await findCommit(walk.server, edge);
    // its repo is gone: that it was is all there is to say
    sources.push(
      source === undefined
        ? {
            run: null,
            node: graph.node({
              id: commitNode(edge.commit),
              type: typeOf(walk, edge.repo),
              title: 'A commit of a deleted repo',
              commit: edge.commit,
            }),
          }
        : { node: await addBack(walk, source, seen), run: runOf(source.commit) },
    );
  }
  const run = runOf(commit);
  const before =
    run === null || sources.some((source) => source.run === run) ? null : await addRun(walk, run);
  for (const source of sources) graph.edge(source.node, before ?? node);
  if (before !== null) graph.edge(before, node);
  return node;
};

const runOf = ({ madeBy }: Commit): string | null => (madeBy.type === 'pipeline' ? madeBy.run : null);

/** What was made of a commit in one of the project's repos, newest first. */
export const madeFrom = async (
  { server, graph }: Walk,
  from: Found,
  into: Repo | undefined,
  most: number,
): Promise<readonly Found[]> => {
  if (into === undefined) return [];
  const made = await descendants(server.versions, { repo: from.repo, commit: from.commit.id });
  const found: Found[] = [];
  for (const { repo, commit } of made)
    if (repo === into.uid)
      found.push({ repo: into, commit: await getCommit(server.versions, { repo: into, ref: commit }) });
  found.sort((a, b) => b.commit.time - a.commit.time);
  if (found.length > most) graph.cut();
  return found.slice(0, most);
};

export const findCommit = async (server: Server, edge: Provenance): Promise<Found | undefined> => {
  const repo = await unlessMissing(getRepoByUid(server.versions, { uid: edge.repo }));
  const commit = repo && (await unlessMissing(getCommit(server.versions, { repo, ref: edge.commit })));
  return commit && { repo, commit };
};
