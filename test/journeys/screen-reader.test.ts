import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../editor/editor-page.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';
import { type FilledServer, fillServer } from './fill-server.ts';

/*
 * The labeling page as who sees nothing of it and has no mouse works with it: what Chromium tells a screen reader,
 * what is said when something changes, where the focus goes. The steps build on each other.
 */

let journey: Journey;
let server: RunningServer;
let page: Page;
let filled: FilledServer;
beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney();
  ({ page, server } = journey);
  filled = await fillServer(server);
}, 60_000);
afterAll(() => journey?.end());

const open = async (project: string, task = ''): Promise<void> => {
  await page.goto(`${server.url}/projects/${project}/label${task}`);
  await page.locator('.lw-control').first().waitFor();
};
const said = (words: string | RegExp) =>
  page.getByRole('status').filter({ hasText: words }).first().waitFor();
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('data-object') ?? document.activeElement?.tagName);
const stage = () => page.locator('.lw-stage:not([aria-busy])').waitFor();

/** What can be worked and has no name in the tree that Chromium gives to screen readers. */
const unnamed = async (): Promise<unknown[]> => {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const worked =
    /^(button|link|textbox|searchbox|checkbox|radio|radiogroup|combobox|listbox|option|slider|spinbutton|application|toolbar|main|complementary|tablist|tab|dialog)$/;
  return nodes.filter(
    (node) =>
      !node.ignored && worked.test(String(node.role?.value)) && !String(node.name?.value ?? '').trim(),
  );
};

describe.skipIf(!hasChromium)('labeling without eyes or mouse', { timeout: 60_000 }, () => {
  test('landmarks, and a name for all that can be worked: text, image, recording, classification', async () => {
    for (const [project, object] of [
      [filled.texts, 'text'],
      [filled.pictures, 'image'],
      [filled.recordings, 'audio'],
    ] as const) {
      await open(project);
      expect(await unnamed()).toEqual([]);
      await page.getByRole('banner').getByRole('heading', { level: 1 }).waitFor();
      const place = page.getByRole('main', { name: 'Labeling' }).locator(`[data-object=${object}]`);
      expect(await place.getAttribute('aria-label')).toBe(object);
      await page.getByRole('complementary', { name: 'Annotations and regions' }).waitFor();
    }
  });

  test('a region made, chosen and removed by keys is said each time; its row says label, kind and place', async () => {
    await open(filled.pictures);
    await stage();
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await said(/^Cat, box, [\d.]+ × [\d.]+ %, at [\d.]+, [\d.]+ % added/);
    await page.keyboard.press('2');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    const rows = page.getByRole('listbox', { name: 'Regions' }).getByRole('option');
    await expect.poll(() => rows.count()).toBe(2);
    await page
      .getByRole('option', { name: /^Dog box [\d.]+ × [\d.]+ % at [\d.]+, [\d.]+ %$/ })
      .first()
      .waitFor();
    await page.getByRole('listbox', { name: 'Regions' }).focus();
    await page.keyboard.press('Home');
    await said(/selected, 1 of 2$/);
    await page.keyboard.press('Alt+KeyL');
    await page.getByRole('option', { name: /locked$/ }).waitFor();
    await page.keyboard.press('Alt+KeyL');
    await page.keyboard.press('Delete');
    await said(/removed, 1 left$/);
    await page.keyboard.press('Home');
    await page.keyboard.press('Delete');
    await said(/removed, none left$/);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^No regions yet/);
    await said('Draft saved');
  });

  test('Tab goes through the regions of an image and out of it; after Escape at once', async () => {
    await open(filled.pictures);
    await stage();
    for (let n = 0; n < 3; n += 1) {
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
    }
    await page.getByRole('application', { name: 'image' }).focus();
    for (const place of [1, 2, 3]) {
      await page.keyboard.press('Tab');
      await said(new RegExp(`selected, ${place} of 3$`));
      expect(await focused()).toBe('image');
    }
    await page.keyboard.press('Tab');
    expect(await focused()).not.toBe('image');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('image');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await focused()).not.toBe('image');
    // once around, through the browser's own end of the page
    for (let press = 0; press < 60 && (await focused()) !== 'image'; press += 1)
      await page.keyboard.press('Tab');
    expect(await focused()).toBe('image');
  });

  test('dialogs give the focus back to where the work goes on', async () => {
    await page.keyboard.press('Shift+Slash');
    await page.getByRole('dialog', { name: 'List of keys' }).waitFor();
    expect(await unnamed()).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('image');
    await page.keyboard.press('Alt+KeyI');
    await page.getByRole('dialog', { name: 'Instructions' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('image');
  });

  test('submitted: said with the task that follows, and the focus is on it', async () => {
    const task = Number(/#(\d+)/.exec(await page.getByRole('banner').innerText())?.[1]);
    await page.keyboard.press('Control+Enter');
    await said(`Submitted. Task ${task + 1}`);
    await stage();
    expect(await focused()).toBe('image');
    await page.getByRole('button', { name: 'Skip', exact: true }).focus();
    await page.keyboard.press('Enter');
    await said(`Skipped. Task ${task + 2}`);
  });

  test('what is missing is said, and the focus is where it is given', async () => {
    await open(filled.texts);
    await page.getByRole('application', { name: 'text' }).focus();
    await page.keyboard.press('Control+Enter');
    await said('mood');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio');
    expect(await page.getByRole('radiogroup', { name: 'mood' }).getAttribute('aria-required')).toBe('true');
  });

  test('a lost connection is said, and that the work is kept', async () => {
    await page.context().setOffline(true);
    await page.keyboard.press('g');
    await said('Offline. The draft is kept in this browser');
    await page.context().setOffline(false);
    await said('Draft saved');
  });

  test('nothing moves for who asked for that', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(filled.texts);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
        const moves =
          transitionDuration !== '0s' ||
          (animationName !== 'none' && Number.parseFloat(animationDuration) > 0.001);
        return moves ? [`${element.tagName} ${transitionDuration} ${animationName}`] : [];
      }),
    );
    expect(moving).toEqual([]);
  });
});
