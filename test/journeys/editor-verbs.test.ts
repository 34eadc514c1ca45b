import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EditorPage, hasChromium, openEditorPage } from '../editor/editor-page.ts';
import { type StageHands, stageHands } from '../editor/stage-hands.ts';
import { type Box, boxAt, config, height, picture, width, type Result } from '../editor/verb-scene.ts';

/*
 * Every verb of the image editor as a hand does it: real pointer and key events, what is on the screen and what would
 * be submitted.
 */

describe.skipIf(!hasChromium)('verbs of the image editor', { timeout: 60_000 }, () => {
  let editor: EditorPage;
  let hands: StageHands;
  beforeAll(async () => {
    editor = await openEditorPage();
    hands = stageHands(editor);
  });
  afterAll(() => editor?.close());
  beforeEach(() => open());

  const open = async (annotation: unknown[] = [], of: { config?: string; image?: string } = {}) => {
    await editor.mount({
      config: of.config ?? config,
      task: { data: { image: of.image ?? picture } },
      annotation: annotation as never,
    });
    await hands.ready();
  };
  const press = async (...keys: string[]) => {
    for (const key of keys) await editor.page.keyboard.press(key);
  };
  const results = async () => (await editor.results()) as unknown as Result[];
  const pixels = ({ value }: Result): Box => ({
    x: (value.x * width) / 100,
    y: (value.y * height) / 100,
    width: (value.width * width) / 100,
    height: (value.height * height) / 100,
  });
  const boxes = async () => (await results()).map(pixels);
  const submitted = async () => {
    await press('Control+Enter');
    return (await editor.page.evaluate(() => window.submitted.at(-1))) as Result[];
  };
  /** A pixel of the screen is what a hand can do. */
  const near = (now: Box | undefined, wanted: Partial<Box>) => {
    for (const [key, value] of Object.entries(wanted))
      expect(Math.abs((now?.[key as keyof Box] ?? Number.NaN) - value), key).toBeLessThan(1.5);
  };

  test('a box by two clicks; a square with Shift; from its middle with Alt', async () => {
    await press('1');
    await hands.click(80, 40);
    await hands.click(240, 200);
    await hands.holding('Shift', () => hands.drag([300, 50], [400, 90]));
    await hands.holding('Alt', () => hands.drag([600, 200], [650, 240]));
    const [byClicks, square, fromMiddle] = await boxes();
    near(byClicks, { x: 80, y: 40, width: 160, height: 160 });
    near(square, { x: 300, y: 50, width: 100, height: 100 });
    near(fromMiddle, { x: 550, y: 160, width: 100, height: 80 });
    expect(await hands.ink(160, 40)).toBeGreaterThan(150);
  });

  test('a box by its four extreme points; Backspace takes one back', async () => {
    await press('1', 'Shift+R');
    await hands.click(200, 50);
    await hands.click(700, 350);
    await press('Backspace');
    await hands.click(120, 150);
    await hands.click(210, 250);
    await hands.click(320, 160);
    near((await boxes())[0], { x: 120, y: 50, width: 200, height: 200 });
  });

  test('a click selects, a handle resizes, the grip turns, a drag moves; undone one by one to the same bytes', async () => {
    const given = [boxAt('a', { x: 200, y: 100, width: 200, height: 100 })];
    await open(given);
    await hands.click(250, 150);
    await hands.drag([400, 200], [480, 240]);
    near((await boxes())[0], { x: 200, y: 100, width: 280, height: 140 });
    const scale = ((await hands.onScreen(100, 0)).x - (await hands.onScreen(0, 0)).x) / 100;
    await hands.drag([340, 100 - 26 / scale], [480, 170]);
    expect((await results())[0]?.value.rotation).toBe(90);
    await press('Control+z');
    await hands.drag([300, 180], [340, 200]);
    near((await boxes())[0], { x: 240, y: 120, width: 280, height: 140 });
    await press('Control+Shift+Z');
    await press('Control+z', 'Control+z');
    expect(JSON.stringify(await submitted())).toBe(JSON.stringify(given));
  });

  test('keys move, size and turn what is selected; each has its step of undo', async () => {
    await open([boxAt('a', { x: 200, y: 100, width: 200, height: 100 })]);
    await hands.click(250, 150);
    await press('ArrowRight', 'Shift+ArrowDown', 'Alt+ArrowRight', 'Alt+ArrowUp');
    near((await boxes())[0], { x: 201, y: 110, width: 202, height: 98 });
    await press('Alt+Shift+ArrowRight');
    expect((await results())[0]?.value.rotation).toBe(5);
    for (let step = 0; step < 5; step++) await press('Control+z');
    near((await boxes())[0], { x: 200, y: 100, width: 200, height: 100 });
    await press('Control+y');
    near((await boxes())[0], { x: 201 });
  });

  test('points of a polygon: moved by drag, added by a double click on an edge, taken out with Alt', async () => {
    await press('3');
    for (const [x, y] of [
      [100, 100],
      [300, 100],
      [300, 300],
      [100, 300],
    ] as const)
      await hands.click(x, y);
    await hands.click(100, 100);
    await press('Escape');
    const points = async () =>
      (((await results())[0] as Result).value['points'] as [number, number][]).map(([x, y]) => [
        Math.round((x * width) / 100),
        Math.round((y * height) / 100),
      ]);
    expect(await points()).toHaveLength(4);
    await hands.click(200, 200);
    await hands.click(200, 100, { double: true });
    expect(await points()).toHaveLength(5);
    await hands.drag([200, 100], [200, 40]);
    const [, added] = await points();
    expect(Math.abs((added?.[0] ?? 0) - 200) + Math.abs((added?.[1] ?? 0) - 40)).toBeLessThan(4);
    expect(await hands.ink(200, 40)).toBeGreaterThan(150);
    await hands.holding('Alt', () => hands.click(200, 40));
    expect(await points()).toHaveLength(4);
    await press('Control+z');
    expect(await points()).toHaveLength(5);
    expect((await submitted())[0]).toMatchObject({ type: 'polygonlabels', value: { closed: true } });
  });

  test('brush and eraser: drag, click, a straight line with Shift, Enter; the mask is run lengths', async () => {
    await press('4');
    await hands.drag([100, 100], [300, 100]);
    expect(await hands.ink(200, 100)).toBeGreaterThan(40);
    await hands.holding('Shift', () => hands.click(300, 300));
    expect(await hands.ink(300, 200)).toBeGreaterThan(40);
    expect(await results()).toHaveLength(1);
    await press('e');
    await hands.drag([180, 80], [180, 120]);
    expect(await hands.ink(180, 100)).toBeLessThan(20);
    await press('Control+z');
    expect(await hands.ink(180, 100)).toBeGreaterThan(40);
    // The eraser goes, then the selection; the class is armed still.
    await press('Escape', 'Escape', 'Enter');
    expect(await results()).toHaveLength(2);
    expect(await hands.ink(400, 200)).toBeGreaterThan(40);
    const sent = await submitted();
    expect(sent[0]).toMatchObject({
      type: 'brushlabels',
      original_width: width,
      value: { format: 'rle', brushlabels: ['Sky'] },
    });
    const rle = sent[0]?.value['rle'] as number[];
    // 32 bits of the number of bytes of the raster, RGBA.
    expect(((rle[0] ?? 0) << 24) | ((rle[1] ?? 0) << 16) | ((rle[2] ?? 0) << 8) | (rle[3] ?? 0)).toBe(
      width * height * 4,
    );
  });

  test('many are selected by Shift, by Ctrl in the list, by a box and by Ctrl+A; they move together', async () => {
    const given = [
      boxAt('a', { x: 100, y: 100, width: 60, height: 60 }),
      boxAt('b', { x: 200, y: 100, width: 60, height: 60 }),
      boxAt('c', { x: 500, y: 300, width: 60, height: 60 }),
    ];
    await open(given);
    const selected = () => editor.page.evaluate(() => window.editor.core?.session.selection.peek());
    await hands.click(130, 130);
    await hands.holding('Shift', () => hands.click(230, 130));
    expect(await selected()).toEqual(['a', 'b']);
    await hands.holding('Control', () => hands.click(230, 130));
    expect(await selected()).toEqual(['a']);
    await editor.page
      .getByRole('option')
      .nth(2)
      .click({ modifiers: ['Control'] });
    expect(await selected()).toEqual(['a', 'c']);
    await press('Escape');
    await hands.drag([80, 80], [300, 200]);
    expect(await selected()).toEqual(['a', 'b']);
    await hands.drag([130, 130], [170, 150]);
    const [a, b, c] = await boxes();
    near(a, { x: 140, y: 120 });
    near(b, { x: 240, y: 120 });
    near(c, { x: 500, y: 300 });
    const sent = await submitted();
    expect(JSON.stringify(sent[2])).toBe(JSON.stringify(given[2]));
    await press('Control+a', 'Delete');
    expect(await results()).toEqual([]);
    await press('Control+z');
    expect(await results()).toHaveLength(3);
  });

  test('relabeled by its key, copied, pasted, duplicated, cut; new ids beside the old', async () => {
    await open([boxAt('a', { x: 200, y: 100, width: 100, height: 100 })]);
    await hands.click(250, 150);
    await press('2');
    expect((await results())[0]?.value['rectanglelabels']).toEqual(['Dog']);
    await press('Control+c', 'Control+v', 'Control+d');
    const made = await results();
    expect(new Set(made.map(({ id }) => id)).size).toBe(3);
    near(pixels(made[1] as Result), { x: 208, y: 108 });
    await press('Control+x');
    expect(await results()).toHaveLength(2);
    await press('Control+v');
    expect(await results()).toHaveLength(3);
    await press('Control+z', 'Control+z', 'Control+z', 'Control+z', 'Control+z');
    expect((await results())[0]?.value['rectanglelabels']).toEqual(['Cat']);
    expect(await results()).toHaveLength(1);
  });

  test('hidden it is gone from the screen and cannot be hit; locked it stays where it is', async () => {
    const given = [boxAt('a', { x: 200, y: 100, width: 100, height: 100 })];
    await open(given);
    expect(await hands.ink(200, 150)).toBeGreaterThan(100);
    await hands.click(250, 150);
    await press('Alt+h', 'Escape');
    expect(await hands.ink(200, 150)).toBe(0);
    await hands.click(250, 150);
    expect(await editor.page.evaluate(() => window.editor.core?.session.selection.peek())).toEqual([]);
    await press('Control+h');
    expect(await hands.ink(200, 150)).toBeGreaterThan(100);
    await hands.click(250, 150);
    await press('Alt+l');
    await hands.drag([250, 150], [400, 250]);
    await press('ArrowLeft', '2', 'Delete');
    expect(JSON.stringify(await submitted())).toBe(JSON.stringify(given));
    await press('Alt+l', 'Delete');
    expect(await results()).toEqual([]);
  });

  test('z-order by brackets: the upper one is last in the results and first under a click', async () => {
    await open([
      boxAt('a', { x: 100, y: 100, width: 100, height: 100 }),
      boxAt('b', { x: 140, y: 100, width: 100, height: 100 }),
    ]);
    const ids = async () => (await results()).map(({ id }) => id);
    await hands.click(110, 150);
    await press(']');
    expect(await ids()).toEqual(['b', 'a']);
    await press('[');
    expect(await ids()).toEqual(['a', 'b']);
    await press('Control+z');
    expect(await ids()).toEqual(['b', 'a']);
  });

  test('the wheel zooms at the pointer, Space pans, Shift+1 fits; brightness and contrast are the picture’s alone', async () => {
    await open([boxAt('a', { x: 200, y: 100, width: 100, height: 100 })]);
    const before = await hands.onScreen(200, 100);
    await editor.page.mouse.move(before.x, before.y);
    await editor.page.mouse.wheel(0, -300);
    await hands.ready();
    near({ width: 0, height: 0, ...(await hands.onScreen(200, 100)) }, before);
    expect(await hands.ink(240, 100)).toBeGreaterThan(100);
    await editor.page.locator('.lw-stage').focus();
    await hands.holding('Space', async () => {
      await editor.page.mouse.down();
      await editor.page.mouse.move(before.x + 60, before.y + 30, { steps: 3 });
      await editor.page.mouse.up();
    });
    near(
      { width: 0, height: 0, ...(await hands.onScreen(200, 100)) },
      { x: before.x + 60, y: before.y + 30 },
    );
    expect(await results()).toHaveLength(1);
    await press('Shift+1');
    near({ width: 0, height: 0, ...(await hands.onScreen(200, 100)) }, before);
    expect((await hands.color(600, 300))[0]).toBeCloseTo(128, -1);
    await editor.page.locator('.lw-settings summary').click();
    await editor.page.getByRole('slider', { name: 'Brightness' }).fill('150');
    expect((await hands.color(600, 300))[0]).toBeGreaterThan(180);
    await editor.page.getByRole('button', { name: 'Reset' }).click();
    await editor.page.getByRole('slider', { name: 'Contrast' }).fill('20');
    await editor.page.getByRole('button', { name: 'Reset' }).click();
    expect((await hands.color(600, 300))[0]).toBeCloseTo(128, -1);
  });

  test('the list of keys opens by ?, names what this config has, and closes by Escape', async () => {
    await press('?');
    const dialog = editor.page.getByRole('dialog', { name: 'List of keys' });
    await dialog.waitFor();
    for (const title of ['Box by four extreme points', 'Eraser', 'Cat', 'Duplicate', 'Undo'])
      await dialog.getByText(title, { exact: true }).waitFor();
    await press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('each tool draws without a drag and without a pointer: Enter in the middle of what is seen', async () => {
    await editor.page.locator('.lw-stage').focus();
    await press('1', 'Enter', 'Escape', 'Shift+R', 'Enter', 'Escape', 'Escape', 'Escape');
    await press('3', 'Enter', 'Escape', 'Escape', '4', 'Enter');
    expect((await results()).map(({ type }) => type)).toEqual([
      'rectanglelabels',
      'rectanglelabels',
      'polygonlabels',
      'brushlabels',
    ]);
    await press('e', 'Enter');
    expect(await results()).toHaveLength(3);
  });

  test('Rectangle, Polygon and Brush with separate Labels write both results with one id', async () => {
    const separate = `<View><Labels name="kind" toName="image"><Label value="Cat"/><Label value="Dog"/></Labels>
      <Rectangle name="r" toName="image"/><Polygon name="p" toName="image"/><Brush name="b" toName="image"/>
      <Image name="image" value="$image"/></View>`;
    await open([], { config: separate });
    await press('1', 'r');
    await hands.drag([100, 100], [200, 200]);
    await press('p');
    for (const x of [300, 400, 350]) await hands.click(x, x === 350 ? 200 : 100);
    await press('Enter', 'b');
    await hands.drag([500, 300], [600, 300]);
    const sent = await submitted();
    expect(sent.map(({ type }) => type)).toEqual([
      'rectangle',
      'labels',
      'polygon',
      'labels',
      'brush',
      'labels',
    ]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
    expect(sent[1]?.value).toMatchObject({ labels: ['Cat'], width: sent[0]?.value.width });
    expect(sent[5]?.value).toMatchObject({ labels: ['Cat'], format: 'rle' });
  });

  test('a photo held sideways is labeled as it is seen: EXIF orientation 6', async () => {
    await open([], { image: await sideways(editor) });
    await press('1');
    // Stored 60 wide and 40 high; seen 40 wide and 60 high, the stored left side on top.
    await hands.drag([4, 6], [20, 30]);
    const [made] = await submitted();
    expect(made).toMatchObject({ original_width: 40, original_height: 60 });
    expect(made?.value.x).toBeCloseTo(10, 0);
    expect(made?.value.y).toBeCloseTo(10, 0);
    expect(made?.value.width).toBeCloseTo(40, 0);
    await press('Escape');
    const [red, , blue] = await hands.color(30, 50);
    expect(blue).toBeGreaterThan((red ?? 0) + 60);
    const top = await hands.color(30, 3);
    expect(top[0]).toBeGreaterThan((top[2] ?? 0) + 60);
  });
});

/** A JPEG of 60 × 40, red on its left half and blue on its right, marked as turned by a quarter. */
const sideways = async ({ page }: EditorPage): Promise<string> => {
  const plain = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 60;
    canvas.height = 40;
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    pen.fillStyle = '#f00';
    pen.fillRect(0, 0, 30, 40);
    pen.fillStyle = '#00f';
    pen.fillRect(30, 0, 30, 40);
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1] as string;
  });
  const bytes = Buffer.from(plain, 'base64');
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const body = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff];
  const marker = Buffer.from([0xff, 0xe1, 0, body.length + 2, ...body]);
  return `data:image/jpeg;base64,${Buffer.concat([bytes.subarray(0, 2), marker, bytes.subarray(2)]).toString('base64')}`;
};
