import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/create-client.ts';
import { hasChromium } from '../editor/editor-page.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';
import { makeProject } from './make-project.ts';

/* What changed between two label commits, read in a real browser: by keys, narrowed, and from the label repo. */

const config = `<View>
  <Labels name="who" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Text name="text" value="$text"/>
  <RectangleLabels name="box" toName="image"><Label value="Cat"/><Label value="Dog"/></RectangleLabels>
  <Image name="image" value="$image"/>
</View>`;
const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="100%" height="100%" fill="#cfe3f5"/></svg>',
)}`;
const span = (label: string) => ({
  id: 'ada',
  from_name: 'who',
  to_name: 'text',
  type: 'labels',
  value: { start: 0, end: 3, text: 'Ada', labels: [label] },
});
const box = (id: string, x: number, label: string) => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  original_width: 400,
  original_height: 300,
  image_rotation: 0,
  value: { x, y: 20, width: 10, height: 20, rotation: 0, rectanglelabels: [label] },
});

let journey: Journey;
let client: Client;
let server: RunningServer;
let page: Page;
let id = '';
let repo = '';
let tasks: string[] = [];
const submit = async (task: number, result: readonly object[], more: object = {}) =>
  client.projects.submit({
    params: { id, task: tasks[task] ?? '' },
    body: { result: result as never, ...more },
  });
const change = async (task: number, result: readonly object[]) => {
  const { annotations } = await client.projects.getTask({ params: { id, task: tasks[task] ?? '' } });
  const annotation = annotations[0]?.id ?? '';
  await client.projects.updateAnnotation({ params: { id, annotation }, body: { result: result as never } });
};
const commit = async (message: string, tag: string) => {
  await client.projects.commit({ params: { id }, body: { message } });
  await client.projects.tagLabels({ params: { id }, body: { name: tag } });
};

beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney();
  ({ client, page, server } = journey);
  const items = [
    ...['Ada sees a cat', 'Ada sees two', 'Ada sees none', 'Ada sees a dog'].map((text) => ({ text })),
    { image: picture, text: 'A picture' },
  ];
  ({ id, tasks } = await makeProject(client, { title: 'Cats', config }, items));
  repo = (await client.projects.get({ params: { id } })).target.repo;
  await submit(0, [span('Place')]);
  await submit(1, [span('Person')]);
  await submit(4, [box('a', 10, 'Cat'), box('b', 40, 'Cat'), box('c', 70, 'Cat')]);
  await commit('Round one', 'v1');
  await change(0, [span('Person')]);
  await change(4, [box('a', 20, 'Cat'), box('b', 40, 'Dog'), box('d', 80, 'Dog')]);
  await submit(2, [], { skipped: true, skipReason: 'Nobody is named' });
  await commit('Round two', 'v2');
}, 60_000);
afterAll(() => journey?.end());

const row = (task: number) =>
  page.getByRole('list', { name: 'Changed tasks' }).getByRole('button', { name: `Task ${tasks[task]}` });
const article = (task: number) => page.getByRole('article', { name: `Task ${tasks[task]}` });

describe.skipIf(!hasChromium)('the diff of two label commits', { timeout: 60_000 }, () => {
  test('counts regions and annotations apart, and goes through tasks and changes by keys', async () => {
    await page.goto(`${server.url}/projects/${id}/history?from=v1&to=v2`);
    await page.getByText('3 tasks, 3 annotations, 5 regions').waitFor();
    const seen: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      const current = page.locator('[aria-current="true"]');
      await expect.poll(() => current.count()).toBe(1);
      const name = ((await current.textContent()) ?? '').match(/Task \d+/)?.[0] ?? '';
      await page.getByRole('article', { name, exact: true }).waitFor();
      seen.push(name);
      await page.keyboard.press('j');
    }
    expect([...seen].sort()).toEqual([0, 2, 4].map((task) => `Task ${tasks[task]}`).sort());

    await row(4).click();
    await article(4).getByText('moved', { exact: true }).waitFor();
    const chosen = article(4).getByRole('button', { pressed: true });
    expect(await chosen.count()).toBe(0);
    await page.keyboard.press('n');
    await expect.poll(() => chosen.textContent()).toContain('moved');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => chosen.textContent()).toContain('Dog');
    await page.keyboard.press('v');
    await article(4).getByText('Before', { exact: true }).waitFor();
    expect(await article(4).getByRole('img', { name: 'The labeled item' }).count()).toBe(2);
    await page.keyboard.press('v');
  });

  test('a skip is said with its reason, and nothing stands empty beside it', async () => {
    await row(2).click();
    await article(2).getByText('skipped: Nobody is named').waitFor();
    expect(await article(2).getByRole('listitem').count()).toBe(0);
    expect(await page.getByText('result', { exact: true }).count()).toBe(0);
  });

  test('is narrowed by kind and class', async () => {
    await page.getByLabel('Kind of change').selectOption('relabeled');
    await page.getByText('2 tasks, 2 annotations, 2 regions').waitFor();
    await page.getByLabel('Class').selectOption('Dog');
    await page.getByText('1 task, 1 annotation, 1 region', { exact: true }).waitFor();
    await article(4).waitFor();
    await page.getByLabel('Kind of change').selectOption('removed');
    await page.getByRole('button', { name: 'Show all changes' }).click();
    await page.getByText('3 tasks, 3 annotations, 5 regions').waitFor();
  });

  test('the label repo shows the same, its files one click away', async () => {
    await page.goto(`${server.url}/compare/${repo}?from=v1&to=v2`);
    await page.getByText('3 tasks, 3 annotations, 5 regions').waitFor();
    await row(0).click();
    await article(0).getByText('Place → Person').waitFor();
    await page.getByRole('button', { name: 'Files', exact: true }).click();
    await page.getByRole('heading', { name: '3 changed files' }).waitFor();
  });
});
