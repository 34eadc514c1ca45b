import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

/** Keys begin with what an event names (`repo`, `project`), so that one event renews all that hangs on it. */
export const queries = {
  me: queryOptions({ queryKey: ['me'], queryFn: () => api.accounts.me(), staleTime: 60_000 }),
  door: (invitation?: string) =>
    queryOptions({
      queryKey: ['door', invitation ?? ''],
      queryFn: () => api.accounts.door({ query: { ...(invitation ? { invitation } : {}) } }),
    }),
  projects: queryOptions({
    queryKey: ['projects'],
    queryFn: () => api.projects.list({ query: { limit: 1000 } }),
  }),
  project: (id: string) =>
    queryOptions({
      queryKey: ['project', id, 'view'],
      queryFn: () => api.projects.get({ params: { id } }),
    }),
  pending: (id: string) =>
    queryOptions({
      queryKey: ['project', id, 'pending'],
      queryFn: () => api.projects.pending({ params: { id } }),
    }),
  projectMembers: (id: string) =>
    queryOptions({
      queryKey: ['project', id, 'members'],
      queryFn: () => api.projects.members({ params: { id } }),
    }),
  suggestions: (id: string) =>
    queryOptions({
      queryKey: ['project', id, 'suggestions'],
      queryFn: () => api.pipelines.suggestions({ params: { id } }),
    }),
  run: (id: string, run: string) =>
    queryOptions({
      queryKey: ['project', id, 'run', run],
      queryFn: () => api.pipelines.run({ params: { id, run } }),
    }),
  exportFormats: (id: string) =>
    queryOptions({
      queryKey: ['project', id, 'export-formats'],
      queryFn: () => api.projects.exportFormats({ params: { id } }),
      staleTime: 60_000,
    }),
  templates: queryOptions({
    queryKey: ['templates'],
    queryFn: () => api.projects.templates(),
    staleTime: Number.POSITIVE_INFINITY,
  }),
  repos: queryOptions({
    queryKey: ['repos'],
    queryFn: () => api.repos.list({ query: { limit: 1000 } }),
  }),
  repo: (repo: string) =>
    queryOptions({
      queryKey: ['repo', repo, 'view'],
      queryFn: () => api.repos.get({ params: { repo } }),
    }),
  branches: (repo: string) =>
    queryOptions({
      queryKey: ['repo', repo, 'branches'],
      queryFn: () => api.repos.branches({ params: { repo }, query: { limit: 1000 } }),
    }),
  tags: (repo: string) =>
    queryOptions({
      queryKey: ['repo', repo, 'tags'],
      queryFn: () => api.repos.tags({ params: { repo }, query: { limit: 1000 } }),
    }),
  keys: queryOptions({ queryKey: ['keys'], queryFn: () => api.accounts.keys() }),
  members: queryOptions({ queryKey: ['members'], queryFn: () => api.accounts.members() }),
  webhooks: queryOptions({ queryKey: ['webhooks'], queryFn: () => api.webhooks.webhooks() }),
  webhook: (id: string) =>
    queryOptions({ queryKey: ['webhooks', id], queryFn: () => api.webhooks.get({ params: { id } }) }),
  invitations: queryOptions({ queryKey: ['invitations'], queryFn: () => api.accounts.invitations() }),
} as const;

/** Lists of a project's tasks, which may have many pages loaded: events renew them less often than the rest. */
export const taskLists = (project: string): readonly string[] => ['tasks', project];

export const renewRepo = (client: QueryClient, repo: string): Promise<void> =>
  client.invalidateQueries({ queryKey: ['repo', repo] });

export const renewProject = async (client: QueryClient, id: string): Promise<void> => {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['project', id] }),
    client.invalidateQueries({ queryKey: taskLists(id) }),
    client.invalidateQueries({ queryKey: ['projects'] }),
  ]);
};
