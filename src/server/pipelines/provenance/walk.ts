import { getRepo } from '../../../versions/commands/get-repo.ts';
import { log } from '../../../versions/commands/log.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Commit, Repo } from '../../../versions/version-store.ts';
import { sourcesOf } from '../../projects/project-view.ts';
import type { ProjectRow } from '../../projects/tables.ts';
import type { Server } from '../../server.ts';
import { findOutputRepo } from '../suggestions/suggestion-place.ts';
import { type GraphBuilder, graphBuilder } from './provenance-graph.ts';

/** A walk through what was made from what, and the graph that it draws. */
export type Walk = {
  readonly server: Server;
  readonly project: ProjectRow;
  readonly labels: Repo;
  /** Undefined while no model was committed. */
  readonly models: Repo | undefined;
  readonly predictions: Repo | undefined;
  readonly graph: GraphBuilder;
};

/** Commits of one repo that are looked at, newest first. */
export const mostCommits = 50;
/** Branches that a graph shows from one node; a page that shows more explains less. */
export const mostBranches = 8;

export const openWalk = async (server: Server, project: ProjectRow): Promise<Walk> => ({
  server,
  project,
  labels: await getRepo(server.versions, { organisation: project.organisation, name: project.target_repo }),
  models: await findOutputRepo(server, project, 'models'),
  predictions: await findOutputRepo(server, project, 'predictions'),
  graph: graphBuilder(),
});

/** The repos that tasks come from; those that are gone are left out. */
export const inputRepos = async ({ server, project }: Walk): Promise<readonly Repo[]> => {
  const repos: Repo[] = [];
  for (const { repo: name } of await sourcesOf(server, project.id)) {
    const repo = await unlessMissing(getRepo(server.versions, { organisation: project.organisation, name }));
    if (repo) repos.push(repo);
  }
  return repos;
};

/** Commits of the project's branch in a repo, newest first; with `path`, those that changed it. */
export const commitsOf = async (
  { server, project, graph }: Walk,
  repo: Repo,
  path?: string,
): Promise<readonly Commit[]> => {
  const page = await unlessMissing(
    log(server.versions, {
      repo,
      ref: project.target_branch,
      limit: mostCommits,
      ...(path === undefined ? {} : { path }),
    }),
  );
  if (page && page.next !== null) graph.cut();
  return page?.items ?? [];
};

/** Undefined where what was asked for is not there (any more). */
export const unlessMissing = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return undefined;
    throw error;
  }
};
