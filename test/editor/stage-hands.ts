import type { EditorPage } from './editor-page.ts';

/** A person's hand on the image of an editor page; places are in the image's own pixels. */
export interface StageHands {
  /** Where a place of the image is on the screen. */
  onScreen(x: number, y: number): Promise<{ readonly x: number; readonly y: number }>;
  click(x: number, y: number, options?: { readonly double?: boolean }): Promise<void>;
  /** Presses at the first point, goes over the others and lets go at the last. */
  drag(...points: (readonly [number, number])[]): Promise<void>;
  /** The same with a key held down. */
  holding(key: string, act: () => Promise<void>): Promise<void>;
  /** How strongly the layers of shapes are painted around a place, 0 to 255. */
  ink(x: number, y: number): Promise<number>;
  /** The picture's color at a place, as red, green, blue. */
  color(x: number, y: number): Promise<readonly number[]>;
  /** Waits until the image is there and two frames were drawn. */
  ready(): Promise<void>;
}

export const stageHands = ({ page }: EditorPage): StageHands => {
  const hands: StageHands = {
    onScreen: (x, y) =>
      page.evaluate(
        ([ix, iy]) => {
          const object = window.editor.core?.objects.find((each) => each.tag === 'image') as never as {
            viewport: { peek(): { scale: number; x: number; y: number } };
          };
          const view = object.viewport.peek();
          const box = (document.querySelector('.lw-stage') as HTMLElement).getBoundingClientRect();
          return { x: box.left + view.x + ix * view.scale, y: box.top + view.y + iy * view.scale };
        },
        [x, y] as const,
      ),
    async click(x, y, { double = false } = {}) {
      const at = await hands.onScreen(x, y);
      await page.mouse.click(at.x, at.y, { clickCount: double ? 2 : 1 });
    },
    async drag(...points) {
      const [first, ...rest] = await Promise.all(points.map(([x, y]) => hands.onScreen(x, y)));
      if (!first) return;
      await page.mouse.move(first.x, first.y);
      await page.mouse.down();
      for (const point of rest) await page.mouse.move(point.x, point.y, { steps: 4 });
      await page.mouse.up();
    },
    async holding(key, act) {
      await page.keyboard.down(key);
      await act();
      await page.keyboard.up(key);
    },
    async ink(x, y) {
      const at = await hands.onScreen(x, y);
      return page.evaluate(
        async ({ sx, sy }) => {
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          await frame();
          await frame();
          let most = 0;
          for (const canvas of document.querySelectorAll<HTMLCanvasElement>(
            '.lw-layer:not(.lw-layer-picture)',
          )) {
            const box = canvas.getBoundingClientRect();
            const ratio = canvas.width / box.width;
            const data = canvas
              .getContext('2d')
              ?.getImageData((sx - box.left) * ratio - 2, (sy - box.top) * ratio - 2, 5, 5).data;
            for (let i = 3; i < (data?.length ?? 0); i += 4) most = Math.max(most, data?.[i] ?? 0);
          }
          return most;
        },
        { sx: at.x, sy: at.y },
      );
    },
    async color(x, y) {
      const at = await hands.onScreen(x, y);
      const shot = await page.screenshot({
        clip: { x: Math.round(at.x), y: Math.round(at.y), width: 1, height: 1 },
      });
      return page.evaluate(async (bytes) => {
        const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${bytes}`)).blob());
        const canvas = new OffscreenCanvas(1, 1).getContext('2d');
        canvas?.drawImage(picture, 0, 0);
        return [...(canvas?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
      }, shot.toString('base64'));
    },
    async ready() {
      await page.locator('.lw-stage:not([aria-busy])').waitFor();
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
    },
  };
  return hands;
};
