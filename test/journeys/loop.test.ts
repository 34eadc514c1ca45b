import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/create-client.ts';
import { hasChromium } from '../editor/editor-page.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';

/*
 * The loop closes, and a person sees it: mails are labeled, committed, learned, suggested, accepted by one key,
 * committed again; and what came from what can be walked. Labels are the sample's own truth, read from its repo.
 */

let journey: Journey;
let client: Client;
let server: RunningServer;
let page: Page;
let id = '';
let truth: ReadonlyMap<string, string>;
/** The first label commit, once it is made. */
let first = '';
beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney();
  ({ client, page, server } = journey);
});
afterAll(() => journey?.end());

const pathShown = async (): Promise<string> =>
  /mail\/\d+\.txt/.exec(await page.locator('header').first().innerText())?.[0] ?? '';
const openCount = async (): Promise<number> =>
  Number(/(\d+) open/.exec(await page.locator('body').innerText())?.[1]);

/** Labels as the truth has it, by keys alone; answers how many suggestions were taken as they were. */
const label = async (count: number): Promise<number> => {
  await page.goto(`${server.url}/projects/${id}/label`);
  // the instructions come once
  if (first === '') await page.getByRole('button', { name: 'Begin labeling' }).click();
  await page.getByRole('radio').first().waitFor();
  let taken = 0;
  for (let done = 0; done < count; done += 1) {
    const open = await openCount();
    const right = truth.get(await pathShown());
    const suggested = page.locator('.lw-suggested input');
    const isRight =
      (await suggested.count()) > 0 && (await suggested.first().getAttribute('value')) === right;
    if (isRight) taken += 1;
    await page.keyboard.press(isRight ? 'Alt+A' : right === 'spam' ? '1' : '2');
    expect(await page.locator('input[type=radio]:checked').getAttribute('value')).toBe(right);
    await page.keyboard.press('Control+Enter');
    await expect.poll(openCount).toBe(open - 1);
    await page.getByRole('radio').first().waitFor();
  }
  return taken;
};

const commit = async (message: string): Promise<string> => {
  await page.goto(`${server.url}/projects/${id}/tasks`);
  await page.getByRole('button', { name: 'Commit labels' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Message').fill(message);
  await dialog.getByRole('button', { name: 'Commit labels' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const { items } = await client.projects.history({ params: { id } });
  expect(items[0]?.message).toBe(message);
  return items[0]?.id ?? '';
};

/** Waits until a run on exactly that label commit has ended, and answers the commit of its model. */
const learned = async (labels: string): Promise<string> => {
  const now = () => client.pipelines.suggestions({ params: { id } });
  await expect
    .poll(async () => (await now()).current?.labels.commit, { timeout: 30_000, interval: 200 })
    .toBe(labels);
  await expect.poll(async () => (await now()).run?.state, { timeout: 30_000 }).toBe('done');
  return (await now()).current?.model.commit ?? '';
};

describe.skipIf(!hasChromium)('fifty mails, shortened', { timeout: 120_000 }, () => {
  let second = '';
  let taken = 0;
  let firstModel = '';

  test('the first labels are committed, and suggestions begin on exactly that commit', async () => {
    await page.getByRole('button', { name: 'Try the sample' }).first().click();
    await page.waitForURL(/\/projects\/\d+\/tasks/);
    id = /projects\/(\d+)/.exec(page.url())?.[1] ?? '';
    const answer = await fetch(`${server.url}/api/repos/sample_mail_truth/files/master/truth.jsonl`, {
      headers: { authorization: `Token ${server.token}` },
    });
    truth = new Map(
      (await answer.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { path: string; spam: string })
        .map(({ path, spam }) => [path, spam]),
    );
    expect(truth.size).toBe(400);
    // a stranger asks what it would do before there is anything to learn from
    await page.goto(`${server.url}/projects/${id}/suggestions`);
    await page.getByText('A model can suggest labels here').waitFor();
    expect(await label(12)).toBe(0);
    first = await commit('the first dozen');
    await page.goto(`${server.url}/projects/${id}/suggestions`);
    await page.getByRole('button', { name: 'Turn suggestions on' }).click();
    firstModel = await learned(first);
    await page.getByText('right of 12 labels held out').waitFor();
    const { items } = await client.repos.commits({
      params: { repo: 'sample_mail_labels-models' },
      query: { ref: 'master' },
    });
    expect(items[0]).toMatchObject({
      id: firstModel,
      madeBy: { type: 'pipeline' },
      provenance: [{ repo: 'sample_mail_labels', commit: first }, { repo: 'sample_mail' }],
    });
  });

  test('suggestions stand on open tasks and are taken by one key', async () => {
    taken = await label(12);
    expect(taken).toBeGreaterThan(0);
    const { items } = await client.projects.tasks({
      params: { id },
      query: { state: 'labeled', limit: 100 },
    });
    expect(items).toHaveLength(24);
    second = await commit('a dozen more, with suggestions');
  });

  test('the page says how many suggestions people kept, and shows both runs', async () => {
    await learned(second);
    await page.goto(`${server.url}/projects/${id}/suggestions`);
    const { items } = await client.pipelines.runs({ params: { id }, query: {} });
    expect(items.map(({ labelCommit }) => labelCommit)).toEqual([second, first]);
    expect(items[1]?.agreement).toEqual({ shown: 12, agreed: taken });
    await page.getByText(`${taken} of 12 suggestions agreed`).waitFor();
    const chart = page.getByRole('img', { name: /^Accuracy of 2 runs/ });
    await chart.waitFor();
    for (const labels of [first, second])
      await page
        .getByRole('link', { name: labels.slice(0, 8) })
        .first()
        .waitFor();
  });

  test('one answer leads back to the suggestion, its model and the labels that one learned from', async () => {
    const { items } = await client.projects.tasks({
      params: { id },
      query: { state: 'labeled', limit: 100 },
    });
    const last = items.at(-1);
    await page.goto(`${server.url}/projects/${id}/label?task=${last?.id}`);
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByRole('link', { name: 'Where did this come from, where did it go?' }).click();
    const graph = page.getByRole('group', { name: 'Provenance graph' });
    await graph.waitFor();
    const start = graph.locator('[data-start]');
    expect(await start.getAttribute('data-node')).toMatch(new RegExp(`^annotation:${last?.id}/`));
    // by keys alone: back along what it was made from
    await start.focus();
    const kinds: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await page.keyboard.press('ArrowLeft');
      kinds.push((await page.locator(':focus').getAttribute('data-type')) ?? '');
    }
    expect(kinds).toEqual(['prediction', 'predictions', 'model', 'run', 'labels']);
    expect(await page.locator(':focus').getAttribute('data-node')).toBe(`commit:${first}`);
    // chosen, then walked from: what came of that label commit
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Label commit: the first dozen/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(first));
    await expect.poll(() => graph.locator('[data-start]').getAttribute('data-node')).toBe(`commit:${first}`);
    await graph.locator(`[data-node="commit:${firstModel}"]`).waitFor();
  });

  test('turned off, open tasks show none, and the page says so', async () => {
    await page.goto(`${server.url}/projects/${id}/suggestions`);
    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByText('Suggestions are off.').waitFor();
    const { task } = await client.projects.nextTask({ params: { id }, body: {} });
    expect(task?.predictions).toEqual([]);
  });
});
