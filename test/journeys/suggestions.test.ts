import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/create-client.ts';
import { hasChromium } from '../editor/editor-page.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';

/*
 * The suggestions page while there is no model: why nothing happens, a long training that is watched and cancelled,
 * one that fails. What is trained is in loop.test.ts and review.test.ts. The steps build on each other.
 */

const moods = ['glad', 'sad', 'calm', 'angry'] as const;
const config = `<View><Text name="text" value="$text"/><Choices name="mood" toName="text" choice="single">
  ${moods.map((mood) => `<Choice value="${mood}"/>`).join('')}
</Choices></View>`;
/** Enough for a training of many seconds on any machine: nobody clicks faster. */
const many = 4_000;
const wordsEach = 150;

let journey: Journey;
let client: Client;
let server: RunningServer;
let page: Page;
let id = '';
const labeled = (count: number, words: number) =>
  Array.from({ length: count }, (_, n) => {
    const mood = moods[n % moods.length] ?? '';
    const text = Array.from({ length: words }, (__, at) => `w${(n * 31 + at * 17) % 3_001}`).join(' ');
    const result = [
      { id: `m${n}`, from_name: 'mood', to_name: 'text', type: 'choices', value: { choices: [mood] } },
    ];
    return { data: { text: `${mood} ${text}` }, annotations: [{ result }] };
  });
const bringIn = async (tasks: readonly object[], message: string) => {
  await client.projects.import({
    params: { id },
    query: { filename: 'tasks.json' },
    body: new Blob([JSON.stringify(tasks)]),
  });
  await client.projects.commit({ params: { id }, body: { message } });
};
const runs = () => page.locator('section', { hasText: /^Runs/ }).getByRole('listitem');

beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney();
  ({ client, page, server } = journey);
  id = (await client.projects.create({ body: { title: 'Moods', config } })).id;
}, 60_000);
afterAll(() => journey?.end());

describe.skipIf(!hasChromium)('suggestions without a model', { timeout: 120_000 }, () => {
  test('without labels, and with too few, the page says what is missing', async () => {
    await page.goto(`${server.url}/projects/${id}/suggestions`);
    await page.getByText('A model can suggest labels here').waitFor();
    await page.getByRole('button', { name: 'Turn suggestions on' }).click();
    await page.getByText('Label some tasks and commit them.').waitFor();
    await page.getByLabel('Changed tasks').fill('1');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    await bringIn(labeled(3, 5), 'three');
    await page
      .getByRole('status')
      .getByText('3 labeled examples of mood are too few to learn from')
      .waitFor();
    await runs().first().getByText('skipped').waitFor();
  });

  test('a long training is watched and cancelled: it says so, and nothing of it is left', async () => {
    await bringIn(labeled(many, wordsEach), 'very many');
    const first = runs().first();
    await first.getByText('running').waitFor();
    await first.getByText(/^epoch \d+ of \d+$/).waitFor({ timeout: 60_000 });
    await first.getByRole('button', { name: 'Cancel' }).click();
    await first.getByText('cancelled').waitFor();
    await first.getByText(/^stopped at \d+ %$/).waitFor();
    await page.getByText('The last run was cancelled. The next label commit begins another').waitFor();
    expect(await page.getByRole('button', { name: 'Train now' }).isEnabled()).toBe(true);
    const { current } = await client.pipelines.suggestions({ params: { id } });
    expect(current).toBeNull();
    const { items } = await client.repos.list({ query: { limit: 100 } });
    expect(items.map(({ name }) => name)).toEqual(['moods']);
    const { task } = await client.projects.nextTask({ params: { id }, body: {} });
    expect(task?.predictions ?? []).toEqual([]);
  });

  test('a run that fails says why, and what begins another', async () => {
    const { target } = await client.projects.get({ params: { id } });
    const { repo, branch } = target;
    await client.repos.putFile({
      params: { repo, ref: branch, path: 'config.xml' },
      body: Buffer.from('<View><Text'),
    });
    await client.repos.commitBranch({ params: { repo, branch }, body: { message: 'half a config' } });
    await page.getByRole('button', { name: 'Train now' }).click();
    const first = runs().first();
    await first.getByText('failed').waitFor();
    await first.getByText('unclosed tag: View').waitFor();
    await page
      .getByRole('status')
      .getByText(/^The last run failed: .*begin one now\.$/)
      .waitFor();
    await first.getByRole('button', { name: 'Show the log' }).click();
    await first
      .getByLabel('Log', { exact: true })
      .getByText(/Failed: .*unclosed tag: View/)
      .waitFor();
  });
});
