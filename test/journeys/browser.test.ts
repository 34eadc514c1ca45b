import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/create-client.ts';
import { hasChromium } from '../editor/editor-page.ts';
import { lw } from '../run-lw.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';
import { signIn, signUp } from './sign-in.ts';

/*
 * What a person does, in a real browser: what is on the screen, and what is stored by it. The steps of one
 * `describe` build on each other, as a person's do.
 */

let journey: Journey;
let client: Client;
let server: RunningServer;
let page: Page;
beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney({ stranger: true });
  ({ client, page, server } = journey);
});
afterAll(() => journey?.end());

describe.skipIf(!hasChromium)(
  'the sample, from the first click to the first committed label',
  { timeout: 60_000 },
  () => {
    test('a stranger is asked to sign in, and comes back to where he was going', async () => {
      await page.goto(`${server.url}/projects`);
      await page.waitForURL(/\/user\/login/);
      await page.getByLabel('Email').fill(server.email);
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('That e-mail and password do not match').waitFor();
      await page.getByLabel('Password', { exact: true }).fill(server.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(/\/projects$/);
    });

    test('Try the sample makes 400 tasks', async () => {
      await page.goto(`${server.url}/`);
      await page.getByRole('button', { name: 'Try the sample' }).first().click();
      await page.waitForURL(/\/projects\/\d+\/tasks/);
      await page.getByText('of 400 labeled').waitFor();
    });

    test('two are labeled by keys alone; a chosen answer survives a reload', async () => {
      await page.getByRole('link', { name: 'Label', exact: true }).click();
      await page.getByRole('button', { name: 'Begin labeling' }).click();
      await page.keyboard.press('1');
      expect(await page.getByRole('radio', { name: /^spam/ }).isChecked()).toBe(true);
      await page.getByText('Saved', { exact: true }).first().waitFor();
      await page.reload();
      await expect.poll(() => page.getByRole('radio', { name: /^spam/ }).isChecked()).toBe(true);
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByText('399 open').waitFor();
      await page.keyboard.press('2');
      await page.keyboard.press('Control+Enter');
      await page.getByText('398 open').waitFor();
    });

    test('Commit labels makes one commit of both, seen in the history and in the files', async () => {
      const id = /projects\/(\d+)/.exec(page.url())?.[1] as string;
      expect(await client.projects.pending({ params: { id } })).toMatchObject({ new: 2 });
      await page.goto(`${server.url}/projects/${id}/tasks`);
      await page.getByRole('button', { name: 'Commit labels' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Message').fill('the first two');
      await dialog.getByRole('button', { name: 'Commit labels' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.goto(`${server.url}/projects/${id}/history`);
      await page.getByText('the first two').waitFor();
      const history = await client.projects.history({ params: { id } });
      expect(history.items).toHaveLength(1);
      expect(history.items[0]).toMatchObject({
        authors: [{ changes: 2 }],
        provenance: [{ repo: 'sample_mail' }],
      });
      const files = await client.repos.files({
        params: { repo: 'sample_mail_labels', ref: 'master' },
        query: { prefix: 'tasks/' },
      });
      expect(files.items).toHaveLength(2);
      expect(await client.projects.pending({ params: { id } })).toMatchObject({
        new: 0,
        changed: 0,
        retired: 0,
      });
    });
  },
);

describe.skipIf(!hasChromium)('the seed’s story in the browser', { timeout: 90_000 }, () => {
  let id = '';

  test('a project is made on data that came by the command line', async () => {
    await lw(server, ['create', 'repo', 'raw_data']);
    await lw(server, ['create', 'repo', 'labeled_data']);
    const texts = ['I love it', 'Never again', 'It was fine']
      .map((text) => JSON.stringify({ text }))
      .join('\n');
    await lw(
      server,
      ['put', 'file', 'raw_data@master:/test-example.json', '--split', 'json', '--target-file-datums', '1'],
      { input: texts },
    );
    await page.goto(`${server.url}/projects`);
    await page
      .getByRole('link', { name: /New project/ })
      .first()
      .click();
    await page.getByLabel('Title').fill('Sentiment of texts');
    await page
      .getByLabel('Repo', { exact: true })
      .selectOption('raw_data')
      .catch(async () => {
        await page.getByLabel('Repo', { exact: true }).click();
        await page.getByRole('option', { name: 'raw_data' }).click();
      });
    await page.getByText('I love it').first().waitFor();
    await page
      .getByRole('group', { name: 'Templates' })
      .getByRole('button', { name: /sentiment/i })
      .click();
    await page.getByLabel('Label repo').fill('labeled_data');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.waitForURL(/\/projects\/\d+\/tasks/);
    id = /projects\/(\d+)/.exec(page.url())?.[1] as string;
    await page.getByText('of 3 labeled').waitFor();
  });

  test('a changed file retires its task and asks again, the old label as a suggestion', async () => {
    await page.getByRole('link', { name: 'Label', exact: true }).click();
    const begin = page.getByRole('button', { name: 'Begin labeling' });
    if (await begin.isVisible().catch(() => false)) await begin.click();
    await page.getByText('I love it').waitFor();
    await page.keyboard.press('1');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('2 open').waitFor();
    await lw(server, ['put', 'file', 'raw_data@master:/test-example.json/0000000000000000'], {
      input: '{"text":"I loved it"}',
    });
    await page.goto(`${server.url}/projects/${id}/tasks`);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('I loved it').waitFor();
    const { items } = await client.projects.tasks({ params: { id }, query: { state: 'open' } });
    expect(items.find((task) => task.data['text'] === 'I loved it')).toMatchObject({ suggestion: true });
    const retired = await client.projects.tasks({ params: { id }, query: { state: 'retired' } });
    expect(retired.items.map((task) => task.data['text'])).toEqual(['I love it']);
  });

  test('a second person is invited, and the two never get the same task', async () => {
    const { link } = await client.accounts.invite({ body: { role: 'annotator', projectId: id } });
    const other = await journey.person();
    await signUp(other, server, { link, email: 'bea@example.org' });
    await page.goto(`${server.url}/projects/${id}/label`);
    await page.getByRole('radio').first().waitFor();
    await other.goto(`${server.url}/projects/${id}/label`);
    await other.getByRole('radio').first().waitFor();
    const shown = async (who: Page) => /#(\d+)/.exec(await who.locator('body').innerText())?.[1];
    expect(await shown(page)).toBeDefined();
    expect(await shown(other)).not.toBe(await shown(page));
    expect((await other.goto(`${server.url}/api/repos`))?.status()).toBe(403);
  });

  test('both themes and both widths show every page without a sideways scroll', async () => {
    for (const look of [{ width: 1440 }, { width: 1024, dark: true }]) {
      const who = await journey.person(look);
      await signIn(who, server);
      for (const path of [
        '/',
        '/repos',
        '/repos/raw_data/master/',
        '/projects',
        `/projects/${id}/tasks`,
        `/projects/${id}/label`,
        `/projects/${id}/history`,
        `/projects/${id}/settings`,
        '/account',
        '/members',
        '/nothing-here',
      ]) {
        await who.goto(`${server.url}${path}`);
        await who.waitForLoadState('networkidle').catch(() => undefined);
        const wide = await who.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide, `${path} at ${look.width}`).toBeLessThanOrEqual(0);
      }
      await who.context().close();
    }
  });
});
