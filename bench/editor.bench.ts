/**
 * The labeling editor in headless Chromium, driven by real input: time to open a task, script for each step of the
 * hand, and the interval of frames. Beside Label Studio's own editor in the same browser.
 */
import { type EditorPage, openEditorPage } from '../test/editor/editor-page.ts';
import type { Bench } from './bench.ts';
import { boxScene, maskScene, polygonScene, type Scene, spanScene } from './browser/editor-scenes.ts';
import { type OpenPeer, openLabelStudioEditor } from './browser/label-studio-editor.ts';
import { type Pace, traceScript } from './browser/trace-script.ts';
import { watchProcess } from './process-memory.ts';

type Measured = { readonly open: number } & Readonly<Record<string, number | Pace>>;
const steps = 40;

/** Milliseconds from the call to the second frame that shows the regions. */
const openOurs = async (editor: EditorPage, scene: Scene): Promise<number> =>
  editor.page.evaluate(
    async ({ given, picture }) => {
      const scene = JSON.parse(given) as Scene;
      const address = picture ? await paintPicture(picture) : undefined;
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const begun = performance.now();
      window.mountForTest({
        config: scene.config,
        task: { data: address ? { image: address } : { text: scene.text } },
        annotation: scene.results,
      });
      if (address) while (document.querySelector('.lw-stage')?.getAttribute('aria-busy')) await frame();
      await frame();
      await frame();
      return performance.now() - begun;

      /** Stripes of color, so that there is something to decode. */
      async function paintPicture(size: { width: number; height: number }): Promise<string> {
        const kept = (window as never as { picture?: string }).picture;
        if (kept) return kept;
        const canvas = new OffscreenCanvas(size.width, size.height);
        const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
        for (let x = 0; x < size.width; x += 50) {
          context.fillStyle = `hsl(${(x / 10) % 360} 40% 70%)`;
          context.fillRect(x, 0, 50, size.height);
        }
        const made = URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg' }));
        Object.assign(window, { picture: made });
        return made;
      }
    },
    { given: JSON.stringify(scene), picture: scene.picture },
  );

const paceImage = async (editor: EditorPage, scene: Scene): Promise<Record<string, Pace>> => {
  const { page } = editor;
  await page.waitForTimeout(400);
  const grip = await page.evaluate((at) => {
    const object = window.editor.core?.objects[0] as never as {
      viewport: { peek(): { scale: number; x: number; y: number } };
    };
    const view = object.viewport.peek();
    const box = (document.querySelector('.lw-stage') as HTMLElement).getBoundingClientRect();
    return { x: box.left + view.x + at.x * view.scale, y: box.top + view.y + at.y * view.scale };
  }, scene.grip ?? { x: 0, y: 0 });
  const stage = (await page.locator('.lw-stage').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
  const paces: Record<string, Pace> = {};

  paces['drag'] = await traceScript(page, 'pointermove', async () => {
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    for (let i = 1; i <= steps; i++) await page.mouse.move(grip.x + i * 3, grip.y + i * 2);
    await page.mouse.up();
  });
  paces['undo'] = await traceScript(page, 'keydown', async () => {
    for (let i = 0; i < steps; i++) {
      await page.keyboard.press(i % 2 ? 'Control+y' : 'Control+z');
      await page.waitForTimeout(50);
    }
  });
  paces['label'] = await traceScript(page, 'keydown', async () => {
    for (let i = 0; i < steps; i++) {
      await page.keyboard.press(i % 2 ? '1' : '2');
      await page.waitForTimeout(50);
    }
  });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  paces['zoom'] = await traceScript(page, 'wheel', async () => {
    await page.mouse.move(middle.x, middle.y);
    for (let i = 0; i < steps; i++) await page.mouse.wheel(0, i < steps / 2 ? -60 : 60);
  });
  await page.keyboard.press('h');
  paces['pan'] = await traceScript(page, 'pointermove', async () => {
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    for (let i = 1; i <= steps; i++) await page.mouse.move(middle.x + i * 4, middle.y + i * 2);
    await page.mouse.up();
  });
  await page.keyboard.press('v');
  await page.keyboard.press('Shift+1');
  await page.waitForTimeout(300);
  paces['boxSelect'] = await traceScript(page, 'pointermove', async () => {
    await page.mouse.move(stage.x + 4, stage.y + 4);
    await page.mouse.down();
    for (let i = 1; i <= steps; i++)
      await page.mouse.move(
        stage.x + 4 + ((stage.width - 12) * i) / steps,
        stage.y + 4 + ((stage.height - 12) * i) / steps,
      );
    await page.mouse.up();
    await page.waitForTimeout(100);
  });
  return paces;
};

const paceText = async ({ page }: EditorPage): Promise<Record<string, Pace>> => {
  const paces: Record<string, Pace> = {};
  await page.waitForTimeout(400);
  await page.mouse.move(400, 500);
  paces['scroll'] = await traceScript(page, 'scroll', async () => {
    for (let i = 0; i < steps; i++) {
      await page.mouse.wheel(0, 300);
      await page.waitForTimeout(20);
    }
  });
  await page.waitForTimeout(300);
  await page.getByRole('option').nth(2).click();
  paces['label'] = await traceScript(page, 'keydown', async () => {
    for (let i = 0; i < steps; i++) {
      await page.keyboard.press(i % 2 ? '1' : '2');
      await page.waitForTimeout(50);
    }
  });
  paces['undo'] = await traceScript(page, 'keydown', async () => {
    for (let i = 0; i < steps; i++) {
      await page.keyboard.press(i % 2 ? 'Control+y' : 'Control+z');
      await page.waitForTimeout(50);
    }
  });
  return paces;
};

const middleOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const measureOurs = async (editor: EditorPage, scene: Scene): Promise<Measured> => {
  const opened: number[] = [];
  for (let round = 0; round < 3; round++) opened.push(await openOurs(editor, scene));
  const paces = scene.picture ? await paceImage(editor, scene) : await paceText(editor);
  return { open: Math.round(middleOf(opened)), ...paces };
};

export const bench: Bench = async ({ size = 10_000 }) => {
  const scenes: Readonly<Record<string, () => Scene>> = {
    ...Object.fromEntries(
      [...new Set([100, 1000, size])].map((count) => [`boxes ${count}`, () => boxScene(count)]),
    ),
    'polygons 1000 of 100': () => polygonScene(1000, 100),
    'masks 20 of 12 MP': () => maskScene(20),
    'spans 5000 in 500 KB': () => spanScene(5000, 500_000),
  };
  const editor = await openEditorPage();
  // What the program that runs this source puts around named functions.
  await editor.page.evaluate('globalThis.__name = (made) => made');
  const memories = (await renderersOf(editor)).map(watchProcess);
  const measured: Record<string, Measured> = {};
  for (const [name, make] of Object.entries(scenes)) measured[name] = await measureOurs(editor, make());
  const peakMB = Math.max(...memories.map((memory) => memory.above()));
  await editor.close();

  const peer: OpenPeer = await openLabelStudioEditor();
  const theirs: Record<string, unknown> = {};
  if (peer.type === 'open') {
    for (const count of [...new Set([1000, size])])
      theirs[`boxes ${count}`] = await peer.measure(boxScene(count), steps);
    await peer.close();
  }
  const ours = (measured[`boxes ${size}`] as Measured).open;
  const their = (theirs[`boxes ${size}`] as { open: number } | undefined)?.open ?? null;
  return {
    size,
    ours,
    peer: their,
    peerName:
      peer.type === 'open' ? 'Label Studio’s editor, same browser' : `Label Studio’s editor: ${peer.why}`,
    ratio: their === null ? null : Math.round((their / ours) * 10) / 10,
    peakMB,
    scenes: measured,
    theirs,
  };
};

/** The page's process and the spare ones that a browser keeps. */
const renderersOf = async ({ page }: EditorPage): Promise<number[]> => {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const answer = await session?.send('SystemInfo.getProcessInfo');
  return (answer?.processInfo ?? []).filter(({ type }) => type === 'renderer').map(({ id }) => id);
};
