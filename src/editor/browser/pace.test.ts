/** Speed by counted work, not by the clock: what a change may draw, trace, make and keep, however much is there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boxScene, maskScene, polygonScene, type Scene } from '../../../bench/browser/editor-scenes.ts';
import { type EditorPage, hasChromium, openEditorPage } from '../../../test/editor/editor-page.ts';

type Work = {
  /** Shapes traced into paths. */
  traced: number;
  /** Pixels of the regions' layer that were cleared to be drawn again. */
  cleared: number;
  /** Elements made. */
  elements: number;
};

const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="3000"><rect width="100%" height="100%" fill="#cfe3d4"/></svg>',
)}`;

describe.skipIf(!hasChromium)('the work that a change costs', () => {
  let editor: EditorPage;
  beforeAll(async () => {
    editor = await openEditorPage();
    await editor.page.evaluate(countWork);
  });
  afterAll(() => editor?.close());

  const open = async ({ config, results }: Scene): Promise<void> => {
    await editor.mount({ config, task: { data: { image: picture } }, annotation: results as never });
    await editor.page.waitForFunction(() => !document.querySelector('.lw-stage')?.hasAttribute('aria-busy'));
    await rest();
  };
  /** Until everything that was begun is drawn. */
  const rest = () =>
    editor.page.evaluate(async () => {
      await new Promise((done) => setTimeout(done, 150));
      for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
    });
  const select = async (id: string): Promise<void> => {
    await editor.page.evaluate((each) => window.editor.core?.edit.select([each]), id);
    await rest();
  };
  const workOf = async (command: string): Promise<Work> => {
    await editor.page.evaluate(() => Object.assign(window, { work: { traced: 0, cleared: 0, elements: 0 } }));
    await editor.page.keyboard.press(command);
    await rest();
    return editor.page.evaluate(() => (window as never as { work: Work }).work);
  };
  /** Keeps what the regions' layer shows; answers in how many pixels it differs from what was kept before. */
  const keepLayer = () =>
    editor.page.evaluate(() => {
      const canvas = document.querySelector('.lw-layer-shapes') as HTMLCanvasElement;
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      const now = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      const own = window as never as { layer?: Uint32Array };
      const before = own.layer;
      own.layer = now;
      return before?.length === now.length ? now.filter((pixel, i) => pixel !== before[i]).length : -1;
    });
  /** All of the layer drawn anew: its view is another object. */
  const drawAll = async (): Promise<void> => {
    await editor.page.evaluate(() => {
      const [object] = (window.editor.core?.objects ?? []) as never as {
        viewport: { peek(): object; set(view: object): void };
      }[];
      object?.viewport.set({ ...object.viewport.peek() });
    });
    await rest();
  };

  test.each([
    ['10,000 boxes', boxScene(10_000), 'b5050'],
    ['1,000 polygons of 100 points', polygonScene(1000, 100), 'p500'],
  ])('labeling and undo among %s trace and draw what is near', async (_name, scene, id) => {
    await open(scene);
    await select(id);
    // All of these are dogs.
    for (const key of ['1', '2', 'Control+z', 'Control+z', 'Control+y']) {
      const work = await workOf(key);
      // Its own group in both colors, and the shape itself in hand.
      expect(work.traced).toBeGreaterThan(0);
      expect(work.traced).toBeLessThan(300);
      expect(work.cleared).toBeGreaterThan(0);
      expect(work.cleared).toBeLessThan(60 * 60);
      expect(work.elements).toBeLessThan(20);
    }
  });

  test.each([
    ['plain, many', boxScene(2000), 'b1010'],
    ['fine, with captions', boxScene(150), 'b70'],
  ])('what was drawn in part is what is drawn in whole: %s', async (_name, scene, id) => {
    await open(scene);
    await select(id);
    await keepLayer();
    for (const key of ['1', 'Delete', 'Control+z']) {
      await workOf(key);
      expect(await keepLayer()).toBeGreaterThan(0);
      await drawAll();
      expect(await keepLayer()).toBe(0);
    }
  });

  test('twenty masks on 12 megapixels are one picture no larger than the screen needs; all goes with the task', async () => {
    await open(maskScene(20));
    const kept = () => editor.page.evaluate(() => (window as never as { keptPixels(): number }).keptPixels());
    expect(await kept()).toBeGreaterThan(0);
    expect(await kept()).toBeLessThanOrEqual(1_300_000);
    await select('m7');
    expect(await kept()).toBeLessThanOrEqual(2_600_000);
    const layers = await editor.page.$$('.lw-layer');
    expect(layers).toHaveLength(3);
    await editor.page.evaluate(() => window.editor.destroy());
    expect(await kept()).toBe(0);
    for (const layer of layers)
      expect(await layer.evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(0);
  });
});

/** In the page: counts what is traced, cleared and made, and the pixels of pictures that are kept. */
function countWork(): void {
  const work = () => ((window as never as { work?: Work }).work ??= { traced: 0, cleared: 0, elements: 0 });
  const { closePath } = Path2D.prototype;
  Path2D.prototype.closePath = function () {
    work().traced++;
    closePath.call(this);
  };
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (x, y, width, height) {
    if (this.canvas.classList.contains('lw-layer-shapes')) work().cleared += width * height;
    clearRect.call(this, x, y, width, height);
  };
  const { createElement } = document;
  document.createElement = ((name: string) => {
    work().elements++;
    return createElement.call(document, name);
  }) as typeof document.createElement;
  const kept = new Map<ImageBitmap, number>();
  const { transferToImageBitmap } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.transferToImageBitmap = function () {
    const made = transferToImageBitmap.call(this);
    kept.set(made, made.width * made.height);
    return made;
  };
  const { close } = ImageBitmap.prototype;
  ImageBitmap.prototype.close = function () {
    kept.delete(this);
    close.call(this);
  };
  Object.assign(window, { keptPixels: () => [...kept.values()].reduce((sum, each) => sum + each, 0) });
}
