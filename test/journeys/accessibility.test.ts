import { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routeTree } from '../../src/web/routes.tsx';
import { hasChromium } from '../editor/editor-page.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';
import { type FilledServer, fillServer, textConfig } from './fill-server.ts';
import { makeProject } from './make-project.ts';
import { statesOf, type Visit, visitsOf } from './page-visits.ts';
import { signIn } from './sign-in.ts';

/*
 * Every page of the web app, with something on it, in both themes and at both widths: no violation of WCAG 2.1 A or AA
 * that a program can find, nothing that scrolls sideways, and a page that stays where it is while it loads.
 */

const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] };
/** All that a theme can break. */
const colorRules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const mostShift = 0.05;

let journey: Journey;
let server: RunningServer;
let page: Page;
let filled: FilledServer;
beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney({ stranger: true });
  ({ page, server } = journey);
  filled = await fillServer(server);
  await page.addInitScript(countShifts);
}, 60_000);
afterAll(() => journey?.end());

declare global {
  interface Window {
    axe: { run(options: object): Promise<AxeResults> };
    shifted: number;
  }
}

/** Adds up how far the page jumped: Chromium's cumulative layout shift, with what somebody's input did. */
function countShifts(): void {
  type Shift = PerformanceEntry & { readonly value: number };
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries() as Shift[]) window.shifted += shift.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Everything that is wrong with the page as it stands, one line each. */
const wrongs = async (only: object): Promise<string[]> => {
  const { violations } = await page.evaluate((runOnly) => window.axe.run({ runOnly }), only);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary ?? ''}`),
  );
};

/** Goes there and looks at it in both themes and widths. */
const look = async ({ path, shows }: Visit): Promise<string[]> => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.url + path);
  await shows(page);
  await page.locator('[role=status][aria-label^=Loading]').first().waitFor({ state: 'detached' });
  const found: string[] = [];
  const shifted = await page.evaluate(() => window.shifted);
  if (shifted > mostShift) found.push(`it jumped by ${shifted.toFixed(3)} while it loaded`);
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 1024]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      // what floats over the page finds its new place within two frames
      const wide = await page.evaluate(async () => {
        for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
        return document.documentElement.scrollWidth - document.documentElement.clientWidth;
      });
      if (wide > 0) found.push(`${width} wide, it scrolls sideways by ${wide}`);
      found.push(
        ...(await wrongs(colorScheme === 'dark' ? colorRules : rules)).map(
          (wrong) => `${colorScheme}, ${width}: ${wrong}`,
        ),
      );
    }
  }
  return found;
};

describe.skipIf(!hasChromium)('every page', { timeout: 60_000 }, () => {
  const routes = Object.keys(
    createRouter({ routeTree, context: { client: new QueryClient() } }).routesByPath,
  );

  test('is visited: each route of the web app', () => {
    expect(Object.keys(visitsOf(filled)).toSorted()).toEqual(routes.toSorted());
  });

  // the pages of who is not signed in come first
  for (const route of routes.toSorted(
    (a, b) => Number(b.startsWith('/user')) - Number(a.startsWith('/user')),
  )) {
    test(`${route} is accessible, fits and stays where it is`, async () => {
      if (!route.startsWith('/user')) await beSignedIn();
      for (const visit of visitsOf(filled)[route] ?? []) expect(await look(visit), visit.path).toEqual([]);
    });
  }

  test('so is what opens over a page, and what stands in the place of one', {
    timeout: 240_000,
  }, async () => {
    await beSignedIn();
    for (const [name, visit] of Object.entries(statesOf(filled))) expect(await look(visit), name).toEqual([]);
  });
});

describe.skipIf(!hasChromium)('the labeling page', { timeout: 60_000 }, () => {
  test('is there with 250 KB, compressed', async () => {
    await beSignedIn();
    const stranger = await journey.person();
    await stranger.context().addCookies(await page.context().cookies());
    await stranger.goto(`${server.url}/projects/${filled.pictures}/label`);
    await stranger.locator('.lw-stage:not([aria-busy])').waitFor();
    const bytes = await stranger.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce(
        (sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize,
        0,
      ),
    );
    await stranger.context().close();
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(250_000);
  });

  test('stays where it is when the next task comes', async () => {
    await beSignedIn();
    // tasks that look alike: one with a notice above it may move what is below
    const alike = Array.from({ length: 5 }, (_, n) => ({ data: { text: `Ada is happy in London, ${n}.` } }));
    const about = { title: 'One like the other', config: textConfig };
    const { id } = await makeProject(journey.client, about, alike);
    await page.goto(`${server.url}/projects/${id}/label`);
    await page.getByRole('radio').first().waitFor();
    for (let done = 0; done < 3; done += 1) {
      const before = await page.evaluate(() => {
        window.shifted = 0;
        return document.querySelector('main')?.textContent;
      });
      await page.keyboard.press('d');
      await page.keyboard.press('Control+Enter');
      await expect
        .poll(() => page.evaluate(() => document.querySelector('main')?.textContent))
        .not.toBe(before);
      await page.getByRole('radio').first().waitFor();
      expect(await page.evaluate(() => window.shifted)).toBeLessThanOrEqual(0.01);
    }
  });
});

/** Any of these tests may be the first that wants it. */
const beSignedIn = async (): Promise<void> => {
  if ((await page.context().cookies()).length === 0) await signIn(page, server);
};
