import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/create-client.ts';
import { fitViewport, toStage } from '../../src/editor/objects/image/viewport.ts';
import { hasChromium } from '../editor/editor-page.ts';
import { lw } from '../run-lw.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';

/*
 * Pages of digits, boxed by mouse and by keys in a real browser: the box drawn around a digit is the box that is
 * stored, in percent of the page. The steps build on each other.
 */

type Box = { x: number; y: number; width: number; height: number; label: string };
type Truth = { path: string; width: number; height: number; boxes: Box[] };
type Stored = {
  data: { image: string };
  annotations: { result: { type: string; original_width: number; value: Record<string, unknown> }[] }[];
};

let journey: Journey;
let client: Client;
let server: RunningServer;
let page: Page;
let truth: Map<string, Truth>;
beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney();
  ({ client, page, server } = journey);
});
afterAll(() => journey?.end());

const opened = async (): Promise<Truth> => {
  await page.locator('.lw-stage:not([aria-busy])').waitFor();
  const id = Number(/#(\d+)/.exec(await page.locator('body').innerText())?.[1]);
  const project = /projects\/(\d+)/.exec(page.url())?.[1] as string;
  const task = await client.projects.getTask({ params: { id: project, task: String(id) } });
  const found = truth.get(String(task.data['image']).replace('s3://sample_digits/', ''));
  if (!found) throw new Error(`no truth of ${JSON.stringify(task.data)}`);
  return found;
};

/** A drag around a place of the picture, in its own pixels. */
const dragBox = async (size: { width: number; height: number }, box: Box): Promise<void> => {
  const stage = await page.locator('.lw-stage').boundingBox();
  if (!stage) throw new Error('no stage');
  const view = fitViewport(size, stage);
  const from = toStage(view, box);
  const to = toStage(view, { x: box.x + box.width, y: box.y + box.height });
  await page.mouse.move(stage.x + from.x, stage.y + from.y);
  await page.mouse.down();
  await page.mouse.move(stage.x + to.x, stage.y + to.y, { steps: 5 });
  await page.mouse.up();
};

describe.skipIf(!hasChromium)('pages of digits are boxed', { timeout: 60_000 }, () => {
  test('Sample with images makes 300 tasks; the truth is in a repo of its own', async () => {
    await page.getByRole('button', { name: 'Sample with images' }).click();
    await page.waitForURL(/\/projects\/\d+\/tasks/);
    await page.getByText('of 300 labeled').waitFor();
    const lines = (await lw(server, ['get', 'file', 'sample_digits_truth@master:/truth.jsonl']))
      .trim()
      .split('\n');
    truth = new Map(lines.map((line) => JSON.parse(line) as Truth).map((each) => [each.path, each]));
    expect(truth.size).toBe(300);
  });

  test('the picture is on the screen, its ink where the truth says', async () => {
    await page.getByRole('link', { name: 'Label', exact: true }).click();
    await page.getByRole('button', { name: 'Begin labeling' }).click();
    const { boxes, ...size } = await opened();
    await page.waitForTimeout(200);
    const ink = await page.evaluate(
      ({ box, whole }) => {
        const canvas = document.querySelector('.lw-layer-picture') as HTMLCanvasElement;
        const at = canvas.getBoundingClientRect();
        const stage = (document.querySelector('.lw-stage') as HTMLElement).getBoundingClientRect();
        const scale = Math.min((stage.width - 24) / whole.width, (stage.height - 24) / whole.height, 8);
        const left = stage.left - at.left + (stage.width - whole.width * scale) / 2;
        const top = stage.top - at.top + (stage.height - whole.height * scale) / 2;
        const ratio = canvas.width / at.width;
        const grays = (x: number, y: number, width: number, height: number) => {
          const data = canvas
            .getContext('2d')
            ?.getImageData(
              (left + x * scale) * ratio,
              (top + y * scale) * ratio,
              Math.max(1, width * scale * ratio),
              Math.max(1, height * scale * ratio),
            ).data as Uint8ClampedArray;
          return [...data].filter((_, i) => i % 4 === 0);
        };
        return {
          inside: Math.min(...grays(box.x, box.y, box.width, box.height)),
          corner: Math.min(...grays(0.5, 0.5, 3, 3)),
        };
      },
      { box: boxes[0] as Box, whole: size },
    );
    expect(ink.inside).toBeLessThan(120);
    expect(ink.corner).toBeGreaterThan(225);
  });

  test('a box by mouse and one by keys are submitted and committed, in percent of the page', async () => {
    const shown = await opened();
    const digit = shown.boxes[0] as Box;
    await page.keyboard.press(digit.label);
    await dragBox(shown, digit);
    await page.getByRole('option', { name: new RegExp(digit.label) }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('7');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('option').count()).toBe(2);
    for (let press = 0; press < 10; press++) await page.keyboard.press('Shift+ArrowLeft');
    for (let press = 0; press < 4; press++) await page.keyboard.press('Alt+ArrowRight');
    await page.getByText('Saved', { exact: true }).first().waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('299 open').waitFor();

    const id = /projects\/(\d+)/.exec(page.url())?.[1] as string;
    await page.goto(`${server.url}/projects/${id}/tasks`);
    await page.getByRole('button', { name: 'Commit labels' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Message').fill('two boxes');
    await dialog.getByRole('button', { name: 'Commit labels' }).click();
    await dialog.waitFor({ state: 'hidden' });

    const files = await client.repos.files({
      params: { repo: 'sample_digits_labels', ref: 'master' },
      query: { prefix: 'tasks/' },
    });
    expect(files.items).toHaveLength(1);
    const path = files.items[0]?.path as string;
    const text = await lw(server, ['get', 'file', `sample_digits_labels@master:/${path}`]);
    const stored = JSON.parse(text) as Stored;
    expect(stored.data.image).toBe(`s3://sample_digits/${shown.path}`);
    const [byMouse, byKeys] = stored.annotations[0]?.result ?? [];
    expect(stored.annotations[0]?.result).toHaveLength(2);
    expect(byMouse).toMatchObject({
      type: 'rectanglelabels',
      from_name: 'digit',
      to_name: 'image',
      original_width: 640,
      original_height: 480,
      value: { rectanglelabels: [digit.label], rotation: 0 },
    });
    // A pixel of the screen is what a hand can do.
    const pixel = 100 / shown.width;
    const value = byMouse?.value as Record<string, number>;
    expect(Math.abs((value['x'] as number) - (digit.x / shown.width) * 100)).toBeLessThan(pixel);
    expect(Math.abs((value['y'] as number) - (digit.y / shown.height) * 100)).toBeLessThan(pixel * 1.4);
    expect(Math.abs((value['width'] as number) - (digit.width / shown.width) * 100)).toBeLessThan(2 * pixel);
    expect(Math.abs((value['height'] as number) - (digit.height / shown.height) * 100)).toBeLessThan(
      3 * pixel,
    );
    // Made in the middle, a hundred pixels to the left of it, eight wider.
    expect(byKeys?.value['rectanglelabels']).toEqual(['7']);
    const keyed = byKeys?.value as Record<string, number>;
    const middle = (keyed['x'] as number) + (keyed['width'] as number) / 2;
    expect(middle).toBeGreaterThan(50 - 100 * pixel - 2 * pixel);
    expect(middle).toBeLessThan(50 - 100 * pixel + 6 * pixel);
  });

  test('opened again the boxes are there; a class changed by key is an update', async () => {
    const id = /projects\/(\d+)/.exec(page.url())?.[1] as string;
    const { items } = await client.projects.tasks({ params: { id }, query: { state: 'labeled' } });
    await page.goto(`${server.url}/projects/${id}/label?task=${items[0]?.id}`);
    await opened();
    await expect.poll(() => page.getByRole('option').count()).toBe(2);
    await page.getByRole('option').nth(1).click();
    await page.keyboard.press('5');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(async () => {
        const task = await client.projects.getTask({ params: { id, task: items[0]?.id as string } });
        const [, second] = task.annotations[0]?.result ?? [];
        return (second as { value: { rectanglelabels: string[] } }).value.rectanglelabels;
      })
      .toEqual(['5']);
    expect(await client.projects.pending({ params: { id } })).toMatchObject({ changed: 1 });
  });
});
