import type { Page } from 'playwright-core';
import type { FilledServer } from './fill-server.ts';

/** An address to look at, and what is on it once it is there. */
export type Visit = {
  readonly path: string;
  readonly shows: (page: Page) => Promise<unknown>;
};

const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor();
const text = (words: string | RegExp) => (page: Page) =>
  page.getByText(words).filter({ visible: true }).first().waitFor();

/** What pages open over themselves, and what stands in their place: each is looked at like a page. */
export const statesOf = ({
  texts,
  pictures,
  repo,
  text: task,
}: FilledServer): Readonly<Record<string, Visit>> => {
  const tasks = `/projects/${texts}/tasks`;
  const history = `/projects/${texts}/history`;
  const label = `/projects/${texts}/label?task=${task}`;
  const dialog = (button: string | RegExp) => async (page: Page) => {
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole('dialog').waitFor();
  };
  return {
    'an address of nothing': { path: '/no/such/page', shows: heading('There is nothing at this address') },
    'a project that is not there': { path: '/projects/99999/tasks', shows: heading('That did not work') },
    'a task that is not there': {
      path: `/projects/${texts}/label?task=99999`,
      shows: heading('That did not work'),
    },
    'a path of nothing': { path: `/repos/${repo}/master/none`, shows: heading('master has nothing at none') },
    'Commit labels': { path: tasks, shows: dialog('Commit labels') },
    Export: { path: tasks, shows: dialog('Export') },
    Filter: { path: tasks, shows: dialog('Filter') },
    'Columns, all of them chosen': {
      path: tasks,
      shows: async (page) => {
        await dialog('Columns')(page);
        for (const box of await page.getByRole('dialog').getByRole('checkbox').all()) await box.check();
      },
    },
    'Import, with a file that cannot be read': {
      path: tasks,
      shows: async (page) => {
        await dialog('Import')(page);
        const files = ['notes.txt', 'setup.exe'].map((name) => ({
          name,
          mimeType: 'text/plain',
          buffer: Buffer.from('a'),
        }));
        await page.getByLabel('Files to import').setInputFiles(files);
        await page.getByRole('alert').waitFor();
      },
    },
    'Merge a branch': { path: history, shows: dialog('Merge a branch') },
    Connect: { path: `/repos/${repo}/master`, shows: dialog('Connect') },
    'New repo': { path: '/repos', shows: dialog('New repo') },
    'New key': { path: '/account', shows: dialog('New key') },
    Invite: { path: '/members', shows: dialog('Invite') },
    'Skip with a reason': { path: label, shows: dialog('Skip with a reason') },
    'Instructions while labeling': { path: label, shows: dialog('Instructions') },
    'the list of keys': {
      path: `/projects/${pictures}/label`,
      shows: async (page) => {
        await page.locator('.lw-stage:not([aria-busy])').waitFor();
        await page.keyboard.press('Shift+Slash');
        await page.getByRole('dialog', { name: 'List of keys' }).waitFor();
      },
    },
    'who changed a region': {
      path: label,
      shows: async (page) => {
        await page.getByRole('button', { name: 'History' }).click();
        await page.getByRole('list', { name: 'Blame' }).getByRole('listitem').first().waitFor();
      },
    },
    'comments of a task': {
      path: label,
      shows: async (page) => {
        await page.getByRole('button', { name: /^Comments/ }).click();
        await page.getByText('Is Ada a person here?').waitFor();
      },
    },
    'an answer that is missing': {
      path: label,
      shows: async (page) => {
        await page.getByRole('radio').first().waitFor();
        await page.keyboard.press('Control+Enter');
        await page.locator('.lw-wanted').waitFor();
      },
    },
  };
};

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
        path: `/projects/${texts}/history?from=${labelCommits[3]}&to=${labelCommits[1]}`,
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
