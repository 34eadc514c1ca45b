import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EditorPage, hasChromium, openEditorPage } from '../../../test/editor/editor-page.ts';

const picture = (width: number, height: number): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#cfe3d4"/><circle cx="30%" cy="40%" r="12%" fill="#7a9"/></svg>`,
  )}`;
const config = `<View>
  <RectangleLabels name="box" toName="image"><Label value="Cat" background="#e8590c"/><Label value="Dog" background="#4c6ef5"/></RectangleLabels>
  <PolygonLabels name="outline" toName="image"><Label value="Hill" background="#2f9e44"/></PolygonLabels>
  <Image name="image" value="$image"/>
</View>`;

describe.skipIf(!hasChromium)('the image editor in chromium', () => {
  let editor: EditorPage;
  beforeAll(async () => {
    editor = await openEditorPage();
  });
  afterAll(() => editor?.close());

  const open = async (annotation: Record<string, unknown>[] = [], width = 800, height = 400) => {
    await editor.mount({
      config,
      task: { data: { image: picture(width, height) } },
      annotation: annotation as never,
    });
    await editor.page.waitForFunction(() => !document.querySelector('.lw-stage')?.hasAttribute('aria-busy'));
    await editor.page.waitForTimeout(60);
  };
  /** Where a place of the image (in its pixels) is on the screen. */
  const onScreen = (x: number, y: number) =>
    editor.page.evaluate(
      ([ix, iy]) => {
        const object = window.editor.core?.objects[0] as never as {
          viewport: { peek(): { scale: number; x: number; y: number } };
        };
        const view = object.viewport.peek();
        const box = (document.querySelector('.lw-stage') as HTMLElement).getBoundingClientRect();
        return {
          x: box.left + view.x + (ix as number) * view.scale,
          y: box.top + view.y + (iy as number) * view.scale,
        };
      },
      [x, y],
    );
  const drag = async (...points: (readonly [number, number])[]) => {
    const [first, ...rest] = await Promise.all(points.map(([x, y]) => onScreen(x, y)));
    if (!first) return;
    await editor.page.mouse.move(first.x, first.y);
    await editor.page.mouse.down();
    for (const point of rest) await editor.page.mouse.move(point.x, point.y, { steps: 4 });
    await editor.page.mouse.up();
  };
  /** The color of the regions' layer at a place of the screen. */
  const painted = (x: number, y: number) =>
    editor.page.evaluate(
      ([sx, sy]) => {
        const canvas = document.querySelector('.lw-layer-shapes') as HTMLCanvasElement;
        const box = canvas.getBoundingClientRect();
        const ratio = canvas.width / box.width;
        const data = canvas
          .getContext('2d')
          ?.getImageData(((sx as number) - box.left) * ratio, ((sy as number) - box.top) * ratio, 1, 1).data;
        return [...(data ?? [])];
      },
      [x, y],
    );

  test('draw, select, move and undo with the mouse; it is on the screen', async () => {
    await open();
    await editor.page.getByRole('button', { name: 'Cat' }).click();
    await drag([80, 40], [240, 200]);
    const [made] = await editor.results();
    const value = made?.['value'] as Record<string, number>;
    expect(made).toMatchObject({ type: 'rectanglelabels', original_width: 800, original_height: 400 });
    for (const [key, expected] of [
      ['x', 10],
      ['y', 10],
      ['width', 20],
      ['height', 40],
    ] as const) {
      expect(value[key]).toBeCloseTo(expected, 0);
    }
    await editor.page.waitForTimeout(150);
    const edge = await onScreen(160, 40);
    expect((await painted(edge.x, edge.y))[3]).toBeGreaterThan(150);
    await editor.page.keyboard.press('Escape');
    await drag([160, 120]);
    await drag([160, 120], [240, 160]);
    expect(((await editor.results())[0] as { value: { x: number } }).value.x).toBeCloseTo(20, 0);
    await editor.page.keyboard.press('Control+z');
    await editor.page.keyboard.press('Control+z');
    expect(await editor.results()).toEqual([]);
  });

  test('a polygon by clicks and Enter; the canvas is an application named after its object', async () => {
    await open();
    await editor.page.keyboard.press('3');
    await drag([100, 100]);
    await drag([300, 100]);
    await drag([200, 300]);
    await editor.page.keyboard.press('Enter');
    expect((await editor.results())[0]).toMatchObject({ type: 'polygonlabels', value: { closed: true } });
    await editor.page.getByRole('application', { name: 'image' }).waitFor();
    await editor.page.getByRole('option', { name: /Hill/ }).waitFor();
  });

  test('the wheel zooms where the pointer is; the region stays on its place', async () => {
    await open();
    await editor.page.keyboard.press('1');
    await drag([80, 40], [240, 200]);
    const before = await onScreen(80, 40);
    await editor.page.mouse.move(before.x, before.y);
    await editor.page.mouse.wheel(0, -400);
    await editor.page.waitForTimeout(250);
    const after = await onScreen(80, 40);
    expect(Math.abs(after.x - before.x) + Math.abs(after.y - before.y)).toBeLessThan(1);
    expect((await painted(after.x + 60, after.y))[3]).toBeGreaterThan(150);
  });

  test('a step of the wheel with Ctrl goes as far as one without', async () => {
    const zoomed = async (keys: readonly string[]): Promise<string> => {
      await open();
      const { x, y } = await onScreen(80, 40);
      await editor.page.mouse.move(x, y);
      for (const key of keys) await editor.page.keyboard.down(key);
      await editor.page.mouse.wheel(0, -100);
      for (const key of keys) await editor.page.keyboard.up(key);
      await editor.page.waitForTimeout(250);
      return editor.page.locator('.lw-zoom').innerText();
    };
    expect(await zoomed(['Control'])).toBe(await zoomed([]));
  });

  test('a broken image says so', async () => {
    await editor.mount({ config, task: { data: { image: 'data:image/png;base64,AAAA' } } });
    await editor.page.getByRole('alert').filter({ hasText: 'cannot be shown' }).waitFor();
  });

  test('ten thousand boxes: script of a frame for pan, zoom and drag', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      id: `b${i}`,
      from_name: 'box',
      to_name: 'image',
      type: 'rectanglelabels',
      value: {
        x: (i % 100) * 0.98,
        y: Math.floor(i / 100) * 0.98,
        width: 0.7,
        height: 0.7,
        rotation: 0,
        rectanglelabels: [i % 2 ? 'Cat' : 'Dog'],
      },
    }));
    await open(many, 4000, 3000);
    const frames = await editor.page.evaluate(async () => {
      type View = { scale: number; x: number; y: number };
      const core = window.editor.core as never as {
        objects: {
          viewport: { peek(): View; set(v: View): void };
          send?: unknown;
          machine: { send(e: unknown): boolean };
        }[];
        edit: { select(ids: string[]): void };
      };
      const object = core.objects[0] as (typeof core.objects)[0];
      const real = window.requestAnimationFrame;
      const script: number[] = [];
      // Measures what the editor does inside of its frames.
      window.requestAnimationFrame = (callback) =>
        real((time) => {
          const begun = performance.now();
          callback(time);
          script.push(performance.now() - begun);
        });
      const next = () => new Promise((done) => real(done));
      const run = async (step: (i: number) => void) => {
        script.length = 0;
        for (let i = 0; i < 40; i++) {
          const begun = performance.now();
          step(i);
          script.push(performance.now() - begun);
          await next();
        }
        const sorted = [...script].sort((a, b) => a - b);
        return [sorted[Math.floor(sorted.length / 2)], sorted[Math.floor(sorted.length * 0.95)]].map(
          (ms) => Math.round((ms ?? 0) * 10) / 10,
        );
      };
      const pan = await run(() =>
        object.viewport.set({ ...object.viewport.peek(), x: object.viewport.peek().x + 2 }),
      );
      const zoom = await run((i) =>
        object.viewport.set({
          ...object.viewport.peek(),
          scale: object.viewport.peek().scale * (i < 20 ? 1.02 : 0.98),
        }),
      );
      core.edit.select(['b5050']);
      await next();
      const info = (x: number, y: number) => ({
        at: { x, y },
        button: 0,
        shift: false,
        alt: false,
        mod: false,
        pointerType: 'mouse',
        unitsPerPixel: 4,
      });
      const x = 0.98 * 50 * 40 + 14;
      const y = 0.98 * 50 * 30 + 10;
      object.machine.send({ type: 'pointer_down', ...info(x, y) });
      const drag = await run((i) =>
        object.machine.send({ type: 'pointer_move', ...info(x + 20 + i * 4, y + i * 4) }),
      );
      object.machine.send({ type: 'pointer_up', ...info(x + 200, y + 160) });
      await next();
      const undo = await run((i) => window.editor.commands.run(i % 2 ? 'redo' : 'undo'));
      window.requestAnimationFrame = real;
      return { pan, zoom, drag, undo };
    });
    console.info(`10,000 boxes, script a frame in ms [p50, p95]: ${JSON.stringify(frames)}`);
    expect(frames.pan[1]).toBeLessThan(16);
    expect(frames.drag[1]).toBeLessThan(16);
  });
});
