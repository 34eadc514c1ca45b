import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/create-client.ts';
import { hasChromium } from '../editor/editor-page.ts';
import { lw } from '../run-lw.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';
import { makeProject } from './make-project.ts';

/*
 * The labeling page when things do not go smoothly: media that cannot be shown, work worth suggesting, a lost
 * connection, an ended session, two people at one annotation. Nothing that was done is lost. Steps build on each other.
 */

const config = `<View>
  <RectangleLabels name="box" toName="image"><Label value="Cat"/><Label value="Dog"/></RectangleLabels>
  <Image name="image" value="$image"/>
  <Choices name="mood" toName="image"><Choice value="glad" hotkey="g"/><Choice value="sad" hotkey="d"/></Choices>
</View>`;
const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><rect width="100%" height="100%" fill="#eee"/></svg>',
)}`;
const suggested = (id: string, x: number) => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  original_width: 800,
  original_height: 400,
  image_rotation: 0,
  value: { x, y: 25, width: 10, height: 25, rotation: 0, rectanglelabels: ['Cat'] },
});

let journey: Journey;
let client: Client;
let server: RunningServer;
let page: Page;
let id = '';
let tasks: string[] = [];
const taskOf = (task: string) => client.projects.getTask({ params: { id, task } });
const open = async (task: string | undefined): Promise<void> => {
  await page.goto(`${server.url}/projects/${id}/label?task=${task}`);
  await page.getByText(`#${task}`).waitFor();
};
const moodOf = (result: readonly unknown[] | undefined) =>
  (result as { value: { choices?: string[] } }[] | undefined)?.find(({ value }) => value.choices)?.value
    .choices;

beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney();
  ({ client, page, server } = journey);
  const data = [
    { data: { image: 'data:image/png;base64,AAAA' } },
    { data: { image: picture, n: 1 } },
    {
      data: { image: picture, n: 2 },
      predictions: [{ model_version: 'm1', result: [suggested('a', 10), suggested('b', 40)] }],
    },
    ...[3, 4, 5].map((n) => ({ data: { image: picture, n } })),
  ];
  ({ id, tasks } = await makeProject(client, { title: 'Cats in sight', config }, data));
}, 60_000);
afterAll(() => journey?.end());

describe.skipIf(!hasChromium)(
  'the labeling page, when things do not go smoothly',
  { timeout: 60_000 },
  () => {
    test('a broken image is skipped with what is wrong; another with a reason of one’s own', async () => {
      await open(tasks[0]);
      const alert = page.getByRole('alert').filter({ hasText: 'cannot be shown' });
      await alert.getByRole('button', { name: 'Skip this task' }).click();
      await page.getByText(`#${tasks[1]}`).waitFor();
      await page.locator('.lw-stage:not([aria-busy])').waitFor();
      // the picture leaves room for every question below it, and no more
      const [last, stage] = await Promise.all(
        ['.lw-control:last-of-type', '.lw-stage'].map((each) => page.locator(each).last().boundingBox()),
      );
      const end = (last?.y ?? 0) + (last?.height ?? 0);
      expect(end).toBeLessThanOrEqual(900);
      expect(end).toBeGreaterThan(840);
      expect(stage?.height).toBeGreaterThan(400);
      await page.keyboard.press('Control+Shift+Space');
      await page.getByRole('combobox', { name: 'Reason' }).fill('No cat in it');
      await page.keyboard.press('Enter');
      await page.getByText(`#${tasks[2]}`).waitFor();
      const [broken, mine] = (await client.projects.tasks({ params: { id }, query: {} })).items;
      expect(broken).toMatchObject({ state: 'skipped', skipReason: expect.stringContaining('broken') });
      expect(mine).toMatchObject({ state: 'skipped', skipReason: 'No cat in it' });
    });

    test('the reasons are seen in the list, on the task, in the activity, in the commit and in its file', async () => {
      await page.goto(`${server.url}/projects/${id}/tasks`);
      await page.getByText('No cat in it').waitFor();
      await open(tasks[1]);
      await page.getByText('You skipped this task: No cat in it').waitFor();
      await page.goto(`${server.url}/projects/${id}/activity`);
      await page.getByText('No cat in it').waitFor();
      const { commit } = await client.projects.commit({ params: { id }, body: { message: 'two skips' } });
      expect(commit).not.toBeNull();
      const { target } = await client.projects.get({ params: { id } });
      const files = await client.repos.files({
        params: { repo: target.repo, ref: 'master' },
        query: { prefix: 'tasks/' },
      });
      const read = (path: string) => lw(server, ['get', 'file', `${target.repo}@master:/${path}`]);
      const stored = await Promise.all(files.items.map(({ path }) => read(path)));
      const annotations = stored.map(
        (text) => (JSON.parse(text) as { annotations: Record<string, unknown>[] }).annotations[0],
      );
      expect(annotations).toContainEqual(
        expect.objectContaining({ was_cancelled: true, skip_reason: 'No cat in it' }),
      );
      await page.goto(`${server.url}/projects/${id}/history?task=${tasks[1]}`);
      await page.getByText('Skipped: No cat in it').waitFor();
    });

    test('of two suggestions one is taken by key; what is stored says where it came from', async () => {
      await open(tasks[2]);
      await page.locator('.lw-stage:not([aria-busy])').waitFor();
      await page.keyboard.press('Alt+Enter');
      await expect.poll(() => page.getByRole('option').count()).toBe(1);
      await page.keyboard.press('Control+Enter');
      await page.getByText(`#${tasks[3]}`).waitFor();
      const { annotations } = await taskOf(tasks[2] as string);
      expect(annotations[0]?.result).toEqual([{ ...suggested('a', 10), origin: 'prediction' }]);
    });

    test('without a connection the work is kept and said to be; back again it is saved and submitted', async () => {
      await open(tasks[3]);
      await page.locator('.lw-stage:not([aria-busy])').waitFor();
      await page.context().setOffline(true);
      await page.keyboard.press('g');
      await page.getByText('Offline, kept here').waitFor();
      expect((await taskOf(tasks[3] as string)).draft).toBeNull();
      await page.keyboard.press('Control+Enter');
      await page.getByText('No connection. Your answer is kept here').waitFor();
      await page.context().setOffline(false);
      await page.getByText(`#${tasks[4]}`).waitFor();
      const { annotations } = await taskOf(tasks[3] as string);
      expect(annotations).toHaveLength(1);
      expect(moodOf(annotations[0]?.result)).toEqual(['glad']);
    });

    test('when the session ends one signs in over the page; the draft goes on and is stored', async () => {
      await open(tasks[4]);
      await page.locator('.lw-stage:not([aria-busy])').waitFor();
      await page.context().clearCookies();
      await page.keyboard.press('d');
      const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
      await dialog.waitFor();
      await dialog.getByLabel('Password', { exact: true }).fill(server.password);
      await dialog.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Saved', { exact: true }).first().waitFor();
      expect(await page.getByRole('radio', { name: /^sad/ }).isChecked()).toBe(true);
      expect(moodOf((await taskOf(tasks[4] as string)).draft?.result)).toEqual(['sad']);
      await page.keyboard.press('Control+Enter');
      await page.getByText(`#${tasks[5]}`).waitFor();
      expect(moodOf((await taskOf(tasks[4] as string)).annotations[0]?.result)).toEqual(['sad']);
    });

    test('an update that clashes says with whom, and lets choose', async () => {
      const task = tasks[4] as string;
      const made = (await taskOf(task)).annotations[0];
      if (!made) throw new Error('nothing was submitted');
      const change = (choice: string) =>
        client.projects.updateAnnotation({
          params: { id, annotation: made.id },
          body: {
            result: (made.result as { value: object }[]).map((result) => ({
              ...result,
              value: { choices: [choice] },
            })) as never,
          },
        });
      const { name } = await client.accounts.me({});
      for (const [button, wanted] of [
        ['Keep mine', 'sad'],
        ['Take theirs', 'glad'],
      ] as const) {
        await change('sad');
        await open(task);
        await expect.poll(() => page.getByRole('radio', { name: /^sad/ }).isChecked()).toBe(true);
        await change('glad');
        await page.keyboard.press('d');
        await page.keyboard.press('d');
        await page.keyboard.press('Control+Enter');
        const dialog = page.getByRole('dialog').filter({ hasText: 'changed this annotation' });
        await dialog.getByText(name).first().waitFor();
        // what the other version says, beside one's own
        const theirs = dialog.getByRole('group', { name: `Annotation of ${name}` });
        await theirs.getByText('glad').waitFor();
        expect(await theirs.locator('del').innerText()).toBe('sad');
        await dialog
          .getByRole('group', { name: 'Annotation of You' })
          .getByText('Nothing was changed')
          .waitFor();
        await dialog.getByRole('button', { name: button }).click();
        await dialog.waitFor({ state: 'hidden' });
        await expect.poll(async () => moodOf((await taskOf(task)).annotations[0]?.result)).toEqual([wanted]);
        await expect
          .poll(() => page.getByRole('radio', { name: new RegExp(`^${wanted}`) }).isChecked())
          .toBe(true);
      }
    });
  },
);
