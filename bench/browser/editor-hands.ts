/** What a person does with a task in our editor, by real input, and how much script each step of it takes. */
import type { Page } from 'playwright-core';
import type { EditorPage } from '../../test/editor/editor-page.ts';
import type { Scene } from './editor-scenes.ts';
import { type Pace, traceScript } from './trace-script.ts';

const steps = 40;
const pointer = ['pointermove', 'pointerup'];

type Spot = { readonly x: number; readonly y: number };

/** From `from` by `by` in so many moves; the button is down on the way. */
const drag = async (page: Page, from: Spot, by: Spot, moves: number): Promise<void> => {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let i = 1; i <= moves; i++)
    await page.mouse.move(from.x + (by.x * i) / moves, from.y + (by.y * i) / moves);
  await page.mouse.up();
};

const pressInTurn = (page: Page, first: string, second: string): Promise<Pace> =>
  traceScript(page, ['keydown'], async () => {
    for (let i = 0; i < steps; i++) {
      await page.keyboard.press(i % 2 ? second : first);
      await page.waitForTimeout(50);
    }
  });

const scrollList = async (page: Page): Promise<Pace> => {
  const list = await page.getByRole('listbox', { name: 'Regions' }).boundingBox();
  await page.mouse.move((list?.x ?? 0) + 40, (list?.y ?? 0) + 100);
  return traceScript(page, ['scroll'], async () => {
    for (let i = 0; i < steps; i++) {
      await page.mouse.wheel(0, 400);
      await page.waitForTimeout(30);
    }
  });
};

export const paceImage = async ({ page }: EditorPage, scene: Scene): Promise<Record<string, Pace>> => {
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

  paces['drag'] = await traceScript(page, pointer, () => drag(page, grip, { x: 120, y: 80 }, steps));
  paces['undo'] = await pressInTurn(page, 'Control+z', 'Control+y');
  paces['label'] = await pressInTurn(page, '2', '1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  paces['zoom'] = await traceScript(page, ['wheel'], async () => {
    await page.mouse.move(middle.x, middle.y);
    for (let i = 0; i < steps; i++) await page.mouse.wheel(0, i < steps / 2 ? -60 : 60);
  });
  await page.keyboard.press('h');
  paces['pan'] = await traceScript(page, pointer, () => drag(page, middle, { x: 160, y: 80 }, steps));
  await page.keyboard.press('v');
  await page.keyboard.press('Shift+1');
  await page.waitForTimeout(300);
  if (scene.regions > 50) paces['listScroll'] = await scrollList(page);
  if (scene.paints) {
    // A new mask of the first class, and away with a part of it.
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await page.keyboard.press('b');
    paces['brush'] = await traceScript(page, pointer, async () => {
      for (let i = 0; i < 8; i++)
        await drag(page, { x: middle.x, y: middle.y + i * 12 }, { x: 90, y: 20 }, 6);
    });
    await page.keyboard.press('e');
    paces['erase'] = await traceScript(page, pointer, async () => {
      for (let i = 0; i < 8; i++)
        await drag(page, { x: middle.x + i * 12, y: middle.y }, { x: 20, y: 90 }, 6);
    });
    await page.keyboard.press('v');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  }
  const corner = { x: stage.x + 4, y: stage.y + 4 };
  const across = { x: stage.width - 12, y: stage.height - 12 };
  paces['boxSelect'] = await traceScript(page, pointer, async () => {
    await drag(page, corner, across, steps);
    await page.waitForTimeout(100);
  });
  return paces;
};

export const paceText = async ({ page }: EditorPage): Promise<Record<string, Pace>> => {
  const paces: Record<string, Pace> = {};
  await page.waitForTimeout(400);
  await page.mouse.move(400, 500);
  paces['scroll'] = await traceScript(page, ['scroll'], async () => {
    for (let i = 0; i < steps; i++) {
      await page.mouse.wheel(0, 300);
      await page.waitForTimeout(20);
    }
  });
  await page.waitForTimeout(300);
  paces['select'] = await traceScript(page, ['pointerup'], async () => {
    for (let i = 0; i < steps; i++) {
      await page.mouse.click(60 + (i % 8) * 90, 300 + Math.floor(i / 8) * 40);
      await page.waitForTimeout(30);
    }
  });
  paces['listScroll'] = await scrollList(page);
  await page.getByRole('option').nth(8).click();
  paces['label'] = await pressInTurn(page, '2', '1');
  paces['undo'] = await pressInTurn(page, 'Control+z', 'Control+y');
  return paces;
};
