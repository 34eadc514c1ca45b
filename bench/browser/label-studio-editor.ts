/** Label Studio's own editor on a plain page: its bundle's modules, without its application around them. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../test/editor/editor-page.ts';
import type { Scene } from './editor-scenes.ts';
import { type Pace, traceScript } from './trace-script.ts';

export type OpenPeer =
  | { readonly type: 'none'; readonly why: string }
  | {
      readonly type: 'open';
      measure(scene: Scene, steps: number): Promise<Record<string, number | Pace>>;
      close(): Promise<void>;
    };

/** The bundle of the Label Studio whose program `LABEL_STUDIO_BIN` names. */
const bundleFolder = (): string | null => {
  const program = process.env['LABEL_STUDIO_BIN'];
  if (program === undefined) return null;
  const lib = join(dirname(dirname(program)), 'lib');
  if (!existsSync(lib)) return null;
  for (const python of readdirSync(lib)) {
    const folder = join(lib, python, 'site-packages/web/dist/apps/labelstudio');
    if (existsSync(join(folder, 'runtime.js'))) return folder;
  }
  return null;
};

const origin = 'http://label-studio.invalid';

export const openLabelStudioEditor = async (): Promise<OpenPeer> => {
  const folder = bundleFolder();
  if (folder === null) return { type: 'none', why: 'set LABEL_STUDIO_BIN to the program of an install' };
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--headless'],
  });
  try {
    await (await openPage(browser, folder)).close();
  } catch (error) {
    await browser.close();
    return { type: 'none', why: `could not be mounted (${error instanceof Error ? error.message : error})` };
  }
  return {
    type: 'open',
    async measure(scene, steps) {
      // A page of its own: what the editor leaves behind would be counted with the next.
      const page = await openPage(browser, folder);
      const measured = await measure(page, scene, steps);
      await page.close();
      return measured;
    },
    close: () => browser.close(),
  };
};

/** Chunks first, their start functions taken out; then the runtime; then the module that is the editor. */
const openPage = async (browser: Browser, folder: string): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1200, height: 760 } });
  const files = readdirSync(folder);
  const scripts = files.filter((file) => /^(\d+|vendor|main)\.js$/.test(file));
  const styles = files.filter((file) => file.endsWith('.css'));
  await page.route(`${origin}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    if (name === 'page')
      return route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><meta charset="utf-8"><title>Label Studio</title>
          ${styles.map((file) => `<link rel="stylesheet" href="/react-app/${file}">`).join('')}
          <body><div id="host"></div></body>`,
      });
    const file = join(folder, name);
    return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404, body: '' });
  });
  await page.addInitScript(() => {
    Object.assign(window, { APP_SETTINGS: { feature_flags: {}, hostname: location.origin, user: {} } });
  });
  await page.goto(`${origin}/page`);
  // What the program that runs this source puts around named functions.
  await page.evaluate('globalThis.__name = (made) => made');
  for (const file of scripts) await page.addScriptTag({ url: `/react-app/${file}` });
  const name = await page.evaluate(() => {
    const global = Object.keys(window).find((key) => key.startsWith('webpackChunk')) ?? '';
    const chunks = (window as never as Record<string, unknown[][]>)[global] ?? [];
    for (const chunk of chunks) chunk.length = 2;
    return global;
  });
  await page.addScriptTag({ url: '/react-app/runtime.js' });
  await page.evaluate((global) => {
    const own = window as never as Record<string, { push(chunk: unknown[]): void }>;
    let load: ((id: string) => unknown) & { m: Record<string, unknown> };
    own[global]?.push([['bench'], {}, (given: typeof load) => void (load = given)]);
    const id = Object.entries(load!.m).find(([, made]) => String(made).includes('window.LabelStudio='))?.[0];
    if (id === undefined) throw new Error('the editor was not found in the bundle');
    load!(id);
    if (!('LabelStudio' in window)) throw new Error('the bundle made no editor');
  }, name);
  return page;
};

const measure = async (page: Page, scene: Scene, steps: number): Promise<Record<string, number | Pace>> => {
  const open = await page.evaluate(
    async ({ given, picture }) => {
      type Peer = { annotationStore: { selected?: { regions: unknown[] } } };
      const own = window as never as {
        LabelStudio: new (host: string, options: unknown) => { destroy?(): void };
        Htx?: Peer;
        Konva?: { stages: { find(selector: string): unknown[] }[] };
        picture?: string;
        mounted?: { destroy?(): void };
      };
      const scene = JSON.parse(given) as Scene;
      own.mounted?.destroy?.();
      (document.querySelector('#host') as HTMLElement).innerHTML = '';
      if (!own.picture && picture) {
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
        for (let x = 0; x < picture.width; x += 50) {
          context.fillStyle = `hsl(${(x / 10) % 360} 40% 70%)`;
          context.fillRect(x, 0, 50, picture.height);
        }
        own.picture = URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg' }));
      }
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const begun = performance.now();
      own.mounted = new own.LabelStudio('host', {
        config: scene.config,
        interfaces: ['panel', 'controls', 'side-column', 'update', 'submit'],
        user: { id: 1, pk: 1, firstName: 'B', lastName: 'B' },
        task: {
          id: 1,
          data: { image: own.picture, text: scene.text },
          annotations: [{ id: 1, result: scene.results }],
          predictions: [],
        },
        onStorageInitialized: (store: {
          annotationStore: { annotations: { id: string }[]; selectAnnotation(id: string): void };
        }) => {
          const first = store.annotationStore.annotations[0];
          if (first) setTimeout(() => store.annotationStore.selectAnnotation(first.id));
        },
      });
      const drawn = (): boolean => {
        const stage = own.Konva?.stages[0];
        return stage !== undefined && stage.find('Rect').length >= scene.regions;
      };
      const deadline = performance.now() + 180_000;
      for (;;) {
        const asked = performance.now();
        if (drawn()) break;
        // Asking must not slow down what is measured.
        const pause = Math.max(50, 30 * (performance.now() - asked));
        if (asked > deadline) throw new Error('its regions did not appear within three minutes');
        await new Promise((done) => setTimeout(done, pause));
      }
      await frame();
      await frame();
      return performance.now() - begun;
    },
    { given: JSON.stringify(scene), picture: scene.picture },
  );
  return { open: Math.round(open), ...(await pace(page, steps)) };
};

const pace = async (page: Page, steps: number): Promise<Record<string, Pace>> => {
  const box = await page.locator('.konvajs-content').first().boundingBox();
  if (!box) return {};
  await page.waitForTimeout(1000);
  const grip = await page.evaluate(() => {
    type Node = { getClientRect(): { x: number; y: number; width: number; height: number } };
    const stage = (window as never as { Konva: { stages: { find(selector: string): Node[] }[] } }).Konva
      .stages[0];
    const rects = stage?.find('Rect') ?? [];
    const at = rects[Math.floor(rects.length / 2)]?.getClientRect();
    return at ? { x: at.x + at.width / 2, y: at.y + at.height / 2 } : { x: 10, y: 10 };
  });
  const paces: Record<string, Pace> = {};
  paces['zoom'] = await traceScript(page, ['wheel'], async () => {
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.keyboard.down('Control');
    for (let i = 0; i < steps / 2; i++) await page.mouse.wheel(0, i < steps / 4 ? -60 : 60);
    await page.keyboard.up('Control');
  });
  await page.waitForTimeout(1000);
  paces['drag'] = await traceScript(page, ['mousemove', 'mouseup'], async () => {
    await page.mouse.move(box.x + grip.x, box.y + grip.y);
    await page.mouse.click(box.x + grip.x, box.y + grip.y);
    await page.mouse.down();
    for (let i = 1; i <= steps / 2; i++)
      await page.mouse.move(box.x + grip.x + i * 3, box.y + grip.y + i * 2);
    await page.mouse.up();
  });
  return paces;
};
