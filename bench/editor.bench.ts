/**
 * The labeling editor in headless Chromium, driven by real input: time to open a task, script for each step of the
 * hand, and the interval of frames. Beside Label Studio's own editor in the same browser.
 */
import { type EditorPage, openEditorPage } from '../test/editor/editor-page.ts';
import type { Bench } from './bench.ts';
import { paceImage, paceText } from './browser/editor-hands.ts';
import {
  boxScene,
  filledMaskScene,
  maskScene,
  polygonScene,
  type Scene,
  spanScene,
} from './browser/editor-scenes.ts';
import { type OpenPeer, openLabelStudioEditor } from './browser/label-studio-editor.ts';
import type { Pace } from './browser/trace-script.ts';
import { watchProcess } from './process-memory.ts';

type Measured = {
  /** Milliseconds. */
  readonly open: number;
  /** The highest above what the browser's processes had before, in MB. */
  readonly memory: number;
} & Readonly<Record<string, number | Pace>>;

const pictureUrl = 'http://bench.invalid/picture.jpg';

/** Stripes of color, so that there is something to decode; painted in a browser of its own, as JPEG. */
const paintPicture = async (size: NonNullable<Scene['picture']>): Promise<Buffer> => {
  const editor = await openEditorPage();
  const url = await editor.page.evaluate(({ width, height }) => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    for (let x = 0; x < width; x += 50) {
      context.fillStyle = `hsl(${(x / 10) % 360} 40% 70%)`;
      context.fillRect(x, 0, 50, height);
    }
    return canvas.toDataURL('image/jpeg');
  }, size);
  await editor.close();
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
};

/** Milliseconds from the call to the second frame that shows the regions. */
const openOurs = async (editor: EditorPage, scene: Scene): Promise<number> =>
  editor.page.evaluate(
    async ({ given, address }) => {
      const scene = JSON.parse(given) as Scene;
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const begun = performance.now();
      window.mountForTest({
        config: scene.config,
        task: { data: scene.picture ? { image: address } : { text: scene.text } },
        annotation: scene.results,
      });
      if (scene.picture) while (document.querySelector('.lw-stage')?.getAttribute('aria-busy')) await frame();
      await frame();
      await frame();
      return performance.now() - begun;
    },
    { given: JSON.stringify(scene), address: pictureUrl },
  );

const middleOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const measureOurs = async (scene: Scene, picture: Buffer): Promise<Measured> => {
  // A browser of its own: what one scene leaves behind would be counted with the next.
  const editor = await openEditorPage();
  // What the program that runs this source puts around named functions.
  await editor.page.evaluate('globalThis.__name = (made) => made');
  await editor.page.route(pictureUrl, (route) =>
    route.fulfill({ body: picture, contentType: 'image/jpeg', headers: { 'cache-control': 'max-age=600' } }),
  );
  const memory = await watchPage(editor);
  const opened: number[] = [];
  for (let round = 0; round < 3; round++) opened.push(await openOurs(editor, scene));
  const paces = scene.picture ? await paceImage(editor, scene) : await paceText(editor);
  const measured = { open: Math.round(middleOf(opened)), memory: memory(), ...paces };
  await editor.close();
  return measured;
};

export const bench: Bench = async ({ size = 10_000 }) => {
  const scenes: Readonly<Record<string, () => Scene>> = {
    ...Object.fromEntries(
      [...new Set([100, 1000, size])].map((count) => [`boxes ${count}`, () => boxScene(count)]),
    ),
    'polygons 1000 of 100': () => polygonScene(1000, 100),
    'masks 20 of 12 MP': () => maskScene(20),
    'masks 20 of 12 MP, filled': () => filledMaskScene(20),
    'spans 5000 in 500 KB': () => spanScene(5000, 500_000),
  };
  const measured: Record<string, Measured> = {};
  const picture = await paintPicture({ width: 4000, height: 3000 });
  for (const [name, make] of Object.entries(scenes)) {
    measured[name] = await measureOurs(make(), picture);
    console.error(tableOf(name, measured[name]));
  }
  const peakMB = Math.max(...Object.values(measured).map(({ memory }) => memory));

  const peer: OpenPeer = await openLabelStudioEditor();
  const theirs: Record<string, unknown> = {};
  if (peer.type === 'open') {
    for (const count of [...new Set([1000, size])])
      theirs[`boxes ${count}`] = await peer.measure(boxScene(count), 40);
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

/** For the eye; standard output is one line of JSON. */
const tableOf = (name: string, { open, memory, ...paces }: Measured): string => {
  const rows = Object.entries(paces as Record<string, Pace>).map(
    ([verb, { p50, p95, worst, frame95 }]) =>
      `  ${verb.padEnd(11)} p50 ${p50}  p95 ${p95}  worst ${worst} ms of script  frame p95 ${frame95}`,
  );
  return [`${name}: open ${open} ms, memory ${memory} MB above idle`, ...rows].join('\n');
};

/** The page's process (of the renderers, that which grows) and the one that draws: their highest above now, in MB. */
const watchPage = async ({ page }: EditorPage): Promise<() => number> => {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const processes = (await session?.send('SystemInfo.getProcessInfo'))?.processInfo ?? [];
  const watched = (kind: string) =>
    processes.filter(({ type }) => type === kind).map(({ id }) => watchProcess(id));
  const renderers = watched('renderer');
  const drawing = watched('GPU');
  return () =>
    Math.max(...renderers.map((each) => each.above())) + drawing.reduce((sum, each) => sum + each.above(), 0);
};
