import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { type TaskSort, taskSorts } from '../shared/task-orders.ts';
import { isApiError } from './api.ts';
import { LonePageError } from './shell/page-error.tsx';
import { queries } from './queries.ts';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : typeof value === 'number' ? String(value) : undefined;

type Search<Names extends string> = { [N in Names]?: string | undefined };

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  errorComponent: LonePageError,
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/user/login',
  validateSearch: (search): Search<'next'> => ({ next: text(search.next) }),
  component: lazyRouteComponent(() => import('./sign/login-page.tsx'), 'LoginPage'),
});
const signup = createRoute({
  getParentRoute: () => root,
  path: '/user/signup',
  validateSearch: (search): Search<'next' | 'invitation'> => ({
    next: text(search.next),
    invitation: text(search.invitation),
  }),
  component: lazyRouteComponent(() => import('./sign/signup-page.tsx'), 'SignupPage'),
});

/** Everything below needs somebody signed in; others go to the sign-in page and come back. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'in',
  beforeLoad: async ({ context, location }) => {
    try {
      // Nothing is on the screen yet: better an error with Try again at once than tries that nobody sees.
      await context.client.ensureQueryData({ ...queries.me, retry: false });
    } catch (error) {
      if (!isApiError(error) || error.status !== 401) throw error;
      const door = await context.client.ensureQueryData(queries.door());
      throw redirect({ to: door.first ? '/user/signup' : '/user/login', search: { next: location.href } });
    }
  },
  component: Outlet,
  errorComponent: LonePageError,
});
const app = createRoute({
  getParentRoute: () => signedIn,
  id: 'app',
  component: lazyRouteComponent(() => import('./shell/app-layout.tsx'), 'AppLayout'),
});

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
});
const repos = createRoute({
  getParentRoute: () => app,
  path: '/repos',
  component: lazyRouteComponent(() => import('./repos/repos-page.tsx'), 'ReposPage'),
});
const repo = createRoute({
  getParentRoute: () => app,
  path: '/repos/$repo',
  loader: async ({ context, params }) => {
    const found = await context.client.ensureQueryData(queries.repo(params.repo));
    throw redirect({ to: '/repos/$repo/$ref', params: { repo: found.name, ref: found.defaultBranch } });
  },
});
const repoRef = createRoute({
  getParentRoute: () => app,
  path: '/repos/$repo/$ref',
  validateSearch: (search): { connect?: true | undefined } => ({
    connect: search.connect ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./repos/browser-page.tsx'), 'BrowserPage'),
});
const repoPath = createRoute({
  getParentRoute: () => app,
  path: '/repos/$repo/$ref/$',
  validateSearch: (search): { connect?: true | undefined } => ({
    connect: search.connect ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./repos/browser-page.tsx'), 'BrowserPage'),
});
const commits = createRoute({
  getParentRoute: () => app,
  path: '/commits/$repo/$ref',
  validateSearch: (search): Search<'path'> => ({ path: text(search.path) }),
  component: lazyRouteComponent(() => import('./repos/commits-page.tsx'), 'CommitsPage'),
});
const compare = createRoute({
  getParentRoute: () => app,
  path: '/compare/$repo',
  validateSearch: (search): Search<'from' | 'to'> => ({ from: text(search.from), to: text(search.to) }),
  component: lazyRouteComponent(() => import('./repos/compare-page.tsx'), 'ComparePage'),
});
const projects = createRoute({
  getParentRoute: () => app,
  path: '/projects',
  component: lazyRouteComponent(() => import('./projects/projects-page.tsx'), 'ProjectsPage'),
});
const newProject = createRoute({
  getParentRoute: () => app,
  path: '/projects/new',
  validateSearch: (search): Search<'repo' | 'branch'> => ({
    repo: text(search.repo),
    branch: text(search.branch),
  }),
  component: lazyRouteComponent(() => import('./projects/new-project-page.tsx'), 'NewProjectPage'),
});
const projectIndex = createRoute({
  getParentRoute: () => app,
  path: '/projects/$id',
  loader: ({ params }) => {
    throw redirect({ to: '/projects/$id/tasks', params });
  },
});
const taskStates = ['open', 'labeled', 'skipped', 'retired', 'all'] as const;
type TaskSearch = Search<'search' | 'filter'> & {
  state?: (typeof taskStates)[number] | undefined;
  sort?: TaskSort | undefined;
};
const tasks = createRoute({
  getParentRoute: () => app,
  path: '/projects/$id/tasks',
  validateSearch: (search): TaskSearch => ({
    state: taskStates.find((state) => state === search.state),
    search: text(search.search),
    filter: text(search.filter),
    sort: taskSorts.find((sort) => sort === search.sort),
  }),
  component: lazyRouteComponent(() => import('./projects/tasks-page.tsx'), 'TasksPage'),
});
const history = createRoute({
  getParentRoute: () => app,
  path: '/projects/$id/history',
  validateSearch: (search): Search<'from' | 'to' | 'task'> => ({
    from: text(search.from),
    to: text(search.to),
    task: text(search.task),
  }),
  component: lazyRouteComponent(() => import('./history/history-page.tsx'), 'HistoryPage'),
});
const suggestions = createRoute({
  getParentRoute: () => app,
  path: '/projects/$id/suggestions',
  validateSearch: (search): Search<'run'> => ({ run: text(search.run) }),
  component: lazyRouteComponent(() => import('./suggestions/suggestions-page.tsx'), 'SuggestionsPage'),
});
const provenance = createRoute({
  getParentRoute: () => app,
  path: '/projects/$id/provenance',
  validateSearch: (search): Search<'node'> => ({ node: text(search.node) }),
  component: lazyRouteComponent(() => import('./provenance/provenance-page.tsx'), 'ProvenancePage'),
});
const activity = createRoute({
  getParentRoute: () => app,
  path: '/projects/$id/activity',
  component: lazyRouteComponent(() => import('./activity/activity-page.tsx'), 'ActivityPage'),
});
const settings = createRoute({
  getParentRoute: () => app,
  path: '/projects/$id/settings',
  component: lazyRouteComponent(() => import('./projects/settings-page.tsx'), 'SettingsPage'),
});
const account = createRoute({
  getParentRoute: () => app,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
});
const members = createRoute({
  getParentRoute: () => app,
  path: '/members',
  component: lazyRouteComponent(() => import('./members/members-page.tsx'), 'MembersPage'),
});
const webhooks = createRoute({
  getParentRoute: () => app,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('./webhooks/webhooks-page.tsx'), 'WebhooksPage'),
});
const webhook = createRoute({
  getParentRoute: () => app,
  path: '/webhooks/$id',
  component: lazyRouteComponent(() => import('./webhooks/webhook-page.tsx'), 'WebhookPage'),
});
const label = createRoute({
  getParentRoute: () => signedIn,
  path: '/projects/$id/label',
  validateSearch: (search): Search<'task'> & { review?: true | undefined } => ({
    task: text(search.task),
    review: search.review ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./label/label-page.tsx'), 'LabelPage'),
  errorComponent: LonePageError,
});

export const routeTree = root.addChildren([
  login,
  signup,
  signedIn.addChildren([
    label,
    app.addChildren([
      home,
      repos,
      repo,
      repoRef,
      repoPath,
      commits,
      compare,
      projects,
      newProject,
      projectIndex,
      tasks,
      history,
      suggestions,
      provenance,
      activity,
      settings,
      account,
      members,
      webhooks,
      webhook,
    ]),
  ]),
]);
