import { CSPProvider } from '@base-ui/react/csp-provider';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRouter, parseSearchWith, RouterProvider, stringifySearchWith } from '@tanstack/react-router';
import { isApiError } from './api.ts';
import { Toasts } from './parts/toast.tsx';
import { whenOpen } from './parts/when-open.tsx';
import { routeTree } from './routes.tsx';
import { setSessionExpired, useSessionExpired } from './session.ts';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { PageError } from './shell/page-error.tsx';
import { PageSaid } from './shell/page-said.tsx';

const SessionDialog = whenOpen(async () => (await import('./sign/session-dialog.tsx')).SessionDialog);

const noticeExpiry = (error: unknown) => {
  // Whoever was signed in keeps the page and gets the dialog; whoever was not is sent to the sign-in page by the router.
  if (isApiError(error, 'auth.required') && client.getQueryData(['me'])) setSessionExpired(true);
};

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeExpiry }),
  mutationCache: new MutationCache({ onError: noticeExpiry }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => isApiError(error, 'offline') && count < 3,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

const router = createRouter({
  routeTree,
  context: { client },
  defaultPreload: 'intent',
  // Plain text on both ways: `?task=12`, not `?task="12"`.
  parseSearch: parseSearchWith((value) => value),
  stringifySearch: stringifySearchWith(String),
  trailingSlash: 'preserve',
  scrollRestoration: true,
  defaultPendingMs: 400,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFoundPage,
});

// What was clicked is gone with the page before: the keyboard goes on in the new one.
router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
  if (!fromLocation || !pathChanged || document.activeElement !== document.body) return;
  document.getElementById('main')?.focus({ preventScroll: true });
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export const App = () => (
  <CSPProvider disableStyleElements>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
      <SessionDialog open={useSessionExpired()} />
      <Toasts />
      <PageSaid />
    </QueryClientProvider>
  </CSPProvider>
);
