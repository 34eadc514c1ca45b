import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/create-client.ts';
import { writeGrayPng } from '../../src/formats/write-png.ts';
import { hasChromium } from '../editor/editor-page.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';

/*
 * The list of tasks in a real browser: what is dropped becomes tasks or says why not, columns and filters are chosen,
 * bulk acts reach all that match and are taken back. The steps build on each other.
 */

const config = `<View>
  <Image name="image" value="$image"/>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text" choice="single"><Choice value="glad"/><Choice value="sad"/></Choices>
  <TextArea name="note" toName="text"/>
</View>`;

let journey: Journey;
let client: Client;
let server: RunningServer;
let page: Page;
let folder = '';
let id = '';
const list = async () => (await client.projects.tasks({ params: { id }, query: { limit: 1000 } })).items;
const rows = () => page.getByRole('list', { name: 'Tasks' }).getByRole('listitem');
const dialog = () => page.getByRole('dialog');
const plan = () => dialog().getByRole('list', { name: 'What is imported' });
beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney();
  ({ client, page, server } = journey);
  folder = mkdtempSync(join(tmpdir(), 'lw-pages-'));
  await client.accounts.rename({ body: { name: 'Ada' } });
  ({ id } = await client.projects.create({ body: { title: 'Roofs', config } }));
});
afterAll(async () => {
  await journey?.end();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

type Dropped = { readonly name: string; readonly text?: string; readonly paint?: string };

/** Drags files that the page itself makes (`paint`: a picture of that colour) over an element, and lets them go. */
const drop = (target: string, files: readonly Dropped[]) =>
  page.evaluate(
    async ([selector, wanted]) => {
      const data = new DataTransfer();
      for (const { name, text, paint } of wanted) {
        const canvas = new OffscreenCanvas(40, 30);
        const context = canvas.getContext('2d');
        if (paint && context) {
          context.fillStyle = paint;
          context.fillRect(0, 0, 40, 30);
        }
        data.items.add(new File([paint ? await canvas.convertToBlob() : (text ?? '')], name));
      }
      const onto = document.querySelector(selector);
      if (onto === null) throw new Error(`no ${selector}`);
      const send = (type: string) =>
        onto.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      send('dragenter');
      const isTaken = !send('dragover');
      await new Promise((resolve) => setTimeout(resolve, 50));
      const said = document.body.innerText;
      send('drop');
      return { isTaken, said };
    },
    [target, files] as const,
  );

/** Drags what lies on this computer from outside the browser, folders and all, as the system does. */
const dropFromOutside = async (paths: readonly string[]) => {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  await session.detach();
};

const writeFolder = async (name: string, names: readonly string[]) => {
  const path = join(folder, name);
  mkdirSync(join(path, 'inner'), { recursive: true });
  for (const [n, file] of names.entries()) {
    const gray = new Uint8Array(12 * 8).fill(40 + 20 * n);
    writeFileSync(join(path, file), await writeGrayPng(gray, { width: 12, height: 8 }));
  }
  writeFileSync(join(path, '.DS_Store'), 'x');
  return path;
};

describe.skipIf(!hasChromium)('the list of tasks', { timeout: 60_000 }, () => {
  test('pictures dropped onto the list are shown first, then tasks, and gone by Ctrl+Z', async () => {
    await page.goto(`${server.url}/projects/${id}/tasks`);
    await page.getByText('No tasks yet').waitFor();
    const dragged = await drop('section[aria-label="Tasks"]', [
      { name: 'red.png', paint: 'red' },
      { name: 'blue.png', paint: 'blue' },
    ]);
    expect(dragged.isTaken).toBe(true);
    expect(dragged.said).toContain('Drop to import');
    await plan().getByText('2 pictures: a task each').waitFor();
    await plan().getByText('blue.png, red.png').waitFor();
    await dialog().getByRole('button', { name: 'Import 2 files' }).click();
    await page.getByText('Imported 2 tasks').waitFor();
    await expect.poll(() => rows().count()).toBe(2);
    expect((await list()).map((task) => task.data)).toEqual([
      { image: 's3://roofs_files/blue.png' },
      { image: 's3://roofs_files/red.png' },
    ]);
    const [blue] = await list();
    const { resolved } = await client.projects.getTask({ params: { id, task: blue?.id ?? '' } });
    const pixel = await page.evaluate(async (url) => {
      const picture = await createImageBitmap(await (await fetch(url)).blob());
      const context = new OffscreenCanvas(40, 30).getContext('2d');
      context?.drawImage(picture, 0, 0);
      return [...(context?.getImageData(5, 5, 1, 1).data ?? [])];
    }, String(resolved['image']));
    expect(pixel).toEqual([0, 0, 255, 255]);

    await page.keyboard.press('Control+z');
    await page.getByText('Undone for 2 tasks').waitFor();
    await page.getByText('No tasks yet').waitFor();
    expect(await list()).toEqual([]);
  });

  test('a folder comes from outside the browser, another by the picker, with what is in them', async () => {
    const outside = await writeFolder('outside', ['1.png', '2.png', 'inner/3.png']);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await dropFromOutside([outside]);
    await plan().getByText('3 pictures: a task each').waitFor();
    await plan().getByText('outside/1.png, outside/2.png, outside/inner/3.png').waitFor();
    const chosen = await writeFolder('chosen', ['a.png', 'inner/b.png']);
    await dialog().getByLabel('Folder to import').setInputFiles(chosen);
    await plan().getByText('5 pictures: a task each').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });

    await dropFromOutside([outside]);
    await dialog().getByRole('button', { name: 'Import 3 files' }).click();
    await page.getByText('Imported 3 tasks').waitFor();
    await expect.poll(() => rows().count()).toBe(3);
    const files = await client.repos.files({ params: { repo: 'roofs_files', ref: 'master' }, query: {} });
    expect(files.items.map((file) => file.path)).toEqual([
      'blue.png',
      'outside/1.png',
      'outside/2.png',
      'outside/inner/3.png',
      'red.png',
    ]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone for 3 tasks').waitFor();
  });

  test('what cannot be read is named, nothing comes in, and it can be left out', async () => {
    const labels = [
      { id: 'm', from_name: 'mood', to_name: 'text', type: 'choices', value: { choices: ['glad'] } },
      { id: 'n', from_name: 'note', to_name: 'text', type: 'textarea', value: { text: ['fine day'] } },
    ];
    const exported = Array.from({ length: 130 }, (_, n) => ({
      id: 1000 + n,
      data: {
        text: `day ${n}`,
        city: n % 2 === 0 ? 'Rome' : 'Oslo',
        ...(n === 0 ? { image: '/data/upload/4/0a1b2c3d-red.png' } : {}),
      },
      annotations: n % 2 === 0 ? [{ id: n, result: labels, lead_time: 2 }] : [],
      predictions: [{ model_version: 'm1', score: n / 130, result: [] }],
    }));
    await page.goto(`${server.url}/projects/${id}/tasks`);
    await page.getByText('No tasks yet').waitFor();
    await drop('body', [
      { name: 'export.json', text: JSON.stringify(exported) },
      { name: 'red.png', paint: 'red' },
      { name: 'rows.csv', text: 'text,city\nfrom a table,Paris\n' },
      { name: 'lines.txt', text: 'first line\n\nsecond line\n' },
      { name: 'broken.json', text: '[{"text": "half' },
      { name: 'setup.exe', text: 'MZ' },
    ]);
    await dialog().getByText('1 file cannot be imported: setup.exe').waitFor();
    expect(
      await dialog()
        .getByRole('button', { name: /^Import \d/ })
        .isDisabled(),
    ).toBe(true);
    await dialog().getByRole('button', { name: 'Leave it out' }).click();
    await plan().getByText('1 text: a task for each line').waitFor();
    await plan().getByText('1 picture: with the rows that name them, else a task each').waitFor();
    await dialog().getByRole('button', { name: 'Import 5 files' }).click();
    await dialog()
      .getByText(/broken\.json cannot be imported: item 0: .*Nothing was imported/)
      .waitFor();
    expect(await list()).toEqual([]);
    await dialog().getByRole('button', { name: 'Leave it out' }).click();
    await dialog().getByRole('button', { name: 'Import 4 files' }).click();
    await page.getByText('Imported 133 tasks, 65 annotations, 130 predictions').waitFor();
    await page.getByText('65 of 133 labeled').waitFor();
    const imported = await list();
    expect(imported.slice(0, 2).map(({ data }) => data)).toEqual([
      { text: 'first line' },
      { text: 'second line' },
    ]);
    expect(imported[2]?.data).toEqual({ text: 'day 0', city: 'Rome', image: 's3://roofs_files/red.png' });
    expect(imported.at(-1)?.data).toEqual({ text: 'from a table', city: 'Paris' });
  });

  test('an import is cancelled on its way, and nothing of it is there', async () => {
    await page.route('**/import?*', (route) =>
      setTimeout(() => void route.continue().catch(() => undefined), 3000),
    );
    await drop('body', [{ name: 'one.csv', text: 'text\nnever\n' }]);
    await dialog().getByRole('button', { name: 'Import 1 file' }).click();
    await dialog().getByRole('progressbar', { name: 'Import' }).waitFor();
    await dialog().getByRole('button', { name: 'Cancel the import' }).click();
    await dialog().getByText('Cancelled. Nothing was imported.').waitFor();
    await page.unroute('**/import?*');
    await page.keyboard.press('Escape');
    expect(await list()).toHaveLength(133);
  });

  test('columns are chosen by keyboard and stay; their heads filter and order; one request a page', async () => {
    await page.getByRole('button', { name: 'Columns' }).focus();
    await page.keyboard.press('Enter');
    const box = (name: string) => page.getByRole('checkbox', { name, exact: true });
    for (const name of ['text', 'mood', 'note', 'Score', 'Annotations']) {
      await box(name).focus();
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Escape');
    const first = rows().first();
    const labeled = rows().filter({ hasText: 'fine day' }).first();
    for (const text of ['day 0', 'Rome', 'glad', 'fine day', '0.000'])
      await labeled.getByText(text, { exact: true }).waitFor();
    await page.reload();
    await labeled.waitFor();

    await page.getByRole('button', { name: 'Filter by mood' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'glad (65)' }).click();
    await page.getByRole('button', { name: 'Take away the filter: labeled glad' }).waitFor();
    expect(new URL(page.url()).searchParams.get('filter')).toContain('glad');
    await page.getByRole('button', { name: 'Filter by score' }).click();
    await page.getByLabel('Score, at least').fill('0.5');
    await page.keyboard.press('Escape');
    await expect.poll(() => first.getByText('day 66', { exact: true }).isVisible()).toBe(true);
    await page.getByRole('button', { name: /^Order by Score/ }).click();
    await page.getByRole('button', { name: /^Order by Score/ }).click();
    await first.getByText('day 128', { exact: true }).waitFor();
    const address = page.url();
    await page.goto(address);
    await first.getByText('day 128', { exact: true }).waitFor();

    await page.goto(`${server.url}/projects/${id}/tasks`);
    await first.waitFor();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/')) asked.push(new URL(request.url()).pathname);
    });
    await expect
      .poll(async () => {
        await page.getByRole('list', { name: 'Tasks' }).evaluate((each) => each.scrollTo(0, 1e6));
        return page.getByText('from a table', { exact: true }).first().isVisible();
      })
      .toBe(true);
    expect(asked.filter((path) => path.includes('/tasks'))).toEqual([`/api/lw/projects/${id}/tasks`]);
  });

  test('all that match are assigned and deleted after their number was confirmed, and come back', async () => {
    const matching = { scoreFrom: 0.1, scoreTo: 0.95 };
    const query = `filter=${encodeURIComponent(JSON.stringify(matching))}`;
    await page.goto(`${server.url}/projects/${id}/tasks?${query}`);
    await rows().first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('1 task selected').waitFor();
    await page.getByRole('checkbox', { name: 'Select all loaded tasks' }).click();
    await page.getByRole('button', { name: 'Select all 111 tasks that match' }).click();
    await page.getByRole('button', { name: 'Assign' }).click();
    await page.getByRole('menuitem', { name: 'Ada' }).click();
    await dialog().getByText('Assign all 111 tasks that match to Ada?').waitFor();
    await dialog().getByRole('button', { name: 'Assign all 111 tasks' }).click();
    await page.getByText('111 tasks for Ada').waitFor();
    expect((await list()).filter(({ assignee }) => assignee?.name === 'Ada')).toHaveLength(111);

    await page.getByRole('checkbox', { name: 'Select all loaded tasks' }).click();
    await page.getByRole('button', { name: 'Select all 111 tasks that match' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog().getByText('Delete all 111 tasks that match?').waitFor();
    await dialog().getByRole('button', { name: 'Delete all 111 tasks' }).click();
    await page.getByText('No task fits this filter').waitFor();
    expect(await list()).toHaveLength(22);
    await page.keyboard.press('Control+z');
    await page.getByText('Undone for 111 tasks').waitFor();
    await rows().first().waitFor();
    expect(await list()).toHaveLength(133);
  });

  test('ordered by score, all that match are those that have one', async () => {
    await page.goto(`${server.url}/projects/${id}/tasks?sort=-score`);
    await rows().first().waitFor();
    await page.getByRole('checkbox', { name: 'Select all loaded tasks' }).click();
    await page.getByRole('button', { name: 'Select all 130 tasks that match' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog().getByRole('button', { name: 'Delete all 130 tasks' }).click();
    await page.getByText('Deleted 130 tasks').waitFor();
    expect((await list()).map(({ data }) => data['text'])).toEqual([
      'first line',
      'second line',
      'from a table',
    ]);
  });

  test('Activity takes acts back, and says of each whether it can', async () => {
    await page.goto(`${server.url}/projects/${id}/activity`);
    const acts = page.getByRole('list', { name: 'Acts' });
    const act = (text: string | RegExp) => acts.getByRole('listitem').filter({ hasText: text });
    await act('deleted 111 tasks').getByText('Undone', { exact: true }).waitFor();
    await act('deleted 130 tasks').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone for 130 tasks').waitFor();
    await act('deleted 130 tasks').getByText('Undone', { exact: true }).waitFor();
    await act('undid the deletion of 130 tasks').waitFor();
    expect(await list()).toHaveLength(133);
    await act('assigned 111 tasks').getByRole('button', { name: 'Undo' }).click();
    await act('undid the assignment of 111 tasks').waitFor();
    expect((await list()).filter(({ assignee }) => assignee !== null)).toEqual([]);
  });
});
