import type { Page } from 'playwright-core';
import type { FilledServer } from './fill-server.ts';

/** An address to look at, and what is on it once it is there. */
export type Visit = {
  readonly path: string;
  readonly shows: (page: Page) => Promise<unknown>;
};

const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor();
const text = (words: string | RegExp) => (page: Page) => page.getByText(words).first().waitFor();

/** Every route of the web app, and where it is visited with something on it; none: it only leads elsewhere. */
export const visitsOf = (filled: FilledServer): Readonly<Record<string, readonly Visit[]>> => {
  const { texts, pictures, recordings, repo, commits, labelCommits } = filled;
  const label = (id: string, rest = '') => `/projects/${id}/label${rest}`;
  return {
    '/user/login': [{ path: '/user/login', shows: heading('Sign in') }],
    '/user/signup': [
      { path: filled.invitation.replace(/^https?:\/\/[^/]+/, ''), shows: text('You are invited') },
    ],
    '/': [{ path: '/', shows: text('Moods of days') }],
    '/repos': [{ path: '/repos', shows: text('raw_data') }],
    '/repos/$repo': [],
    '/repos/$repo/$ref': [{ path: `/repos/${repo}/master`, shows: text('table.csv') }],
    '/repos/$repo/$ref/$': [
      { path: `/repos/${repo}/master/table.csv`, shows: (page) => page.getByRole('table').waitFor() },
      { path: `/repos/${repo}/master/README.md`, shows: text('Two folders') },
      {
        path: `/repos/${repo}/master/pictures/house.svg`,
        shows: (page) => page.locator('main img').waitFor(),
      },
    ],
    '/commits/$repo/$ref': [{ path: `/commits/${repo}/master`, shows: text('Amended') }],
    '/compare/$repo': [
      { path: `/compare/${repo}?from=${commits[1]}&to=${commits[0]}`, shows: text('table.csv') },
    ],
    '/projects': [{ path: '/projects', shows: text('Moods of days') }],
    '/projects/new': [{ path: '/projects/new', shows: text('Sentiment') }],
    '/projects/$id': [],
    '/projects/$id/tasks': [{ path: `/projects/${texts}/tasks`, shows: text('number 3') }],
    '/projects/$id/history': [
      { path: `/projects/${texts}/history`, shows: text('It is neither') },
      {
        path: `/projects/${texts}/history?from=${labelCommits[1]}&to=${labelCommits[0]}`,
        shows: text(/glad|sad/),
      },
      { path: `/projects/${texts}/history?task=${filled.text}`, shows: text('It is neither') },
    ],
    '/projects/$id/suggestions': [
      { path: `/projects/${texts}/suggestions`, shows: text('Trained on commit') },
    ],
    '/projects/$id/provenance': [
      {
        path: `/projects/${texts}/provenance`,
        shows: (page) =>
          page
            .getByRole('button', { name: /^Label commit/ })
            .first()
            .waitFor(),
      },
    ],
    '/projects/$id/activity': [{ path: `/projects/${texts}/activity`, shows: text('London is a place') }],
    '/projects/$id/settings': [{ path: `/projects/${texts}/settings`, shows: heading(/config/i) }],
    '/projects/$id/label': [
      {
        path: label(texts, `?task=${filled.text}`),
        shows: (page) => page.getByRole('radio').first().waitFor(),
      },
      { path: label(pictures), shows: (page) => page.locator('.lw-stage:not([aria-busy])').waitFor() },
      { path: label(recordings), shows: (page) => page.locator('audio').waitFor() },
    ],
    '/account': [{ path: '/account', shows: text('rclone on the NAS') }],
    '/webhooks': [{ path: '/webhooks', shows: text('labels.invalid') }],
    '/webhooks/$id': [{ path: `/webhooks/${filled.webhook}`, shows: text('failed') }],
    '/members': [{ path: '/members', shows: text('Open invitations') }],
  };
};
