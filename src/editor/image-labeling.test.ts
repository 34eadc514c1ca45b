import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../labels/json.ts';
import { encodeMask } from '../labels/masks/encode-mask.ts';
import { maskRuns, paintedPixels } from '../labels/masks/mask-runs.ts';
import { valueOf } from '../labels/results/label-result.ts';
import { createDriver, type EditorDriver } from './editor-driver.ts';

const boxes = `<View>
  <Image name="image" value="$image"/>
  <RectangleLabels name="box" toName="image"><Label value="Cat"/><Label value="Dog"/></RectangleLabels>
  <PolygonLabels name="outline" toName="image"><Label value="Hill"/></PolygonLabels>
</View>`;
const begin = (config = boxes, results: readonly JsonObject[] = []) => {
  const editor = createDriver(config, { image: 'a.png' }, { results });
  editor.loadImage('image', 200, 100);
  return editor;
};
const valueAt = (editor: EditorDriver, index: number): JsonObject => valueOf(editor.results()[index] ?? {});
const box = (id: string, x: number, y: number, width: number, height: number): JsonObject => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  original_width: 200,
  original_height: 100,
  image_rotation: 0,
  value: { x, y, width, height, rotation: 0, rectanglelabels: ['Cat'] },
});

describe('boxes', () => {
  test('drawn by a drag, in percent of the image', () => {
    const editor = begin();
    editor.press('1');
    expect(editor.stateOf('image')).toBe('rectangle.idle');
    editor.drag('image', [
      [20, 10],
      [60, 40],
      [100, 60],
    ]);
    expect(editor.results()).toEqual([
      {
        original_width: 200,
        original_height: 100,
        image_rotation: 0,
        value: { x: 10, y: 10, width: 40, height: 50, rotation: 0, rectanglelabels: ['Cat'] },
        id: expect.stringMatching(/^[\w-]{10}$/),
        from_name: 'box',
        to_name: 'image',
        type: 'rectanglelabels',
        origin: 'manual',
      },
    ]);
  });

  test('drawn by two clicks, and the next one at once', () => {
    const editor = begin();
    editor.press('2');
    editor.drag('image', [[20, 10]]);
    expect(editor.stateOf('image')).toBe('rectangle.drawing');
    editor.drag('image', [[60, 50]]);
    editor.drag('image', [[100, 10]]);
    editor.drag('image', [[120, 30]]);
    expect(editor.results().map((result) => result.value)).toMatchObject([
      { x: 10, y: 10, width: 20, height: 40, rectanglelabels: ['Dog'] },
      { x: 50, y: 10, width: 10, height: 20 },
    ]);
  });

  test('by four extreme points; by Enter alone; not outside of the image', () => {
    const editor = begin();
    editor.press('1', 'Shift+R');
    for (const point of [
      [50, 10],
      [20, 30],
      [60, 80],
      [90, 40],
    ] as const)
      editor.drag('image', [point]);
    expect(editor.results()[0]?.value).toMatchObject({ x: 10, y: 10, width: 35, height: 70 });
    editor.press('Escape', 'Enter');
    expect(editor.results()[1]?.value).toMatchObject({ x: 40, y: 40, width: 20, height: 20 });
    editor.press('Escape');
    editor.drag('image', [
      [180, 90],
      [400, 300],
    ]);
    expect(editor.results()[2]?.value).toMatchObject({ x: 90, y: 90, width: 10, height: 10 });
  });

  test('without an armed class the box waits for one; Escape drops it', () => {
    const editor = begin();
    editor.press('R');
    editor.drag('image', [
      [20, 10],
      [100, 60],
    ]);
    expect(editor.stateOf('image')).toBe('draw.unlabeled');
    expect(editor.results()).toEqual([]);
    editor.press('2');
    expect(editor.results()[0]?.value).toMatchObject({ rectanglelabels: ['Dog'], width: 40 });
    editor.drag('image', [
      [20, 10],
      [100, 60],
    ]);
    editor.press('Escape', '1');
    expect(editor.results()).toHaveLength(1);
  });

  test('move, resize, rotate, nudge: one step of undo each, and back to the same bytes', () => {
    const given = box('a', 10, 10, 40, 50);
    const editor = begin(boxes, [given]);
    editor.drag('image', [[50, 30]]);
    editor.drag('image', [
      [50, 30],
      [60, 30],
      [70, 40],
    ]);
    expect(editor.results()[0]?.value).toEqual({
      x: 20,
      y: 20,
      width: 40,
      height: 50,
      rotation: 0,
      rectanglelabels: ['Cat'],
    });
    editor.drag('image', [
      [120, 70],
      [140, 80],
    ]);
    expect(editor.results()[0]?.value).toMatchObject({ x: 20, y: 20, width: 50, height: 60 });
    editor.press('Right', 'Shift+Down');
    expect(editor.results()[0]?.value).toMatchObject({ x: 20.5, y: 30 });
    editor.press('Alt+Shift+Right');
    expect(valueAt(editor, 0)['rotation']).toBe(5);
    editor.press(...Array<string>(5).fill('Ctrl+Z'));
    expect(editor.results()[0]).toBe(given);
    expect(editor.core.history.state.peek().undo).toBeNull();
  });

  test('what is moved stays on the image; what is locked stays where it is', () => {
    const editor = begin(boxes, [box('a', 10, 10, 40, 50)]);
    editor.drag('image', [[50, 30]]);
    editor.drag('image', [
      [50, 30],
      [-500, -500],
    ]);
    expect(editor.results()[0]?.value).toMatchObject({ x: 0, y: 0 });
    editor.press('Alt+L', 'Right', 'Delete');
    expect(editor.results()[0]?.value).toMatchObject({ x: 0, y: 0 });
  });

  test('a box selects what lies in it; all of it moves together', () => {
    const editor = begin(boxes, [
      box('a', 10, 10, 10, 10),
      box('b', 30, 10, 10, 10),
      box('c', 80, 80, 10, 10),
    ]);
    editor.drag('image', [
      [2, 2],
      [120, 60],
    ]);
    expect(editor.core.session.selection.peek()).toEqual(['a', 'b']);
    editor.press('Down');
    expect(editor.results().map((result) => (result.value as { y: number }).y)).toEqual([11, 11, 80]);
    editor.press('Ctrl+Z');
    expect(editor.results().map((result) => (result.value as { y: number }).y)).toEqual([10, 10, 80]);
  });

  test('a click takes the smaller one; a second click the one below; Ctrl+click while drawing selects', () => {
    const editor = begin(boxes, [box('small', 20, 20, 10, 10), box('large', 0, 0, 90, 90)]);
    editor.drag('image', [[50, 25]]);
    expect(editor.core.session.selection.peek()).toEqual(['small']);
    editor.drag('image', [[50, 25]]);
    expect(editor.core.session.selection.peek()).toEqual(['large']);
    editor.press('Escape', '1');
    editor.drag('image', [[50, 25]], { mod: true });
    expect(editor.core.session.selection.peek()).toEqual(['small']);
    expect(editor.results()).toHaveLength(2);
  });

  test('a class of the other control moves the shape no further than its own kind', () => {
    const editor = begin(boxes, [box('a', 10, 10, 40, 50)]);
    editor.drag('image', [[50, 30]]);
    editor.press('2');
    expect(editor.results()).toHaveLength(1);
    expect(editor.results()[0]?.value).toMatchObject({ rectanglelabels: ['Dog'] });
    editor.press('3');
    expect(editor.results()[0]?.type).toBe('rectanglelabels');
  });
});

describe('polygons', () => {
  const draw = () => {
    const editor = begin();
    editor.press('3');
    for (const point of [
      [20, 10],
      [100, 10],
      [100, 60],
      [20, 60],
    ] as const)
      editor.drag('image', [point]);
    return editor;
  };

  test('a point a click; Enter closes, Backspace takes back, the first point closes too', () => {
    const editor = draw();
    editor.press('Backspace', 'Enter');
    expect(editor.results()[0]).toMatchObject({
      type: 'polygonlabels',
      value: {
        points: [
          [10, 10],
          [50, 10],
          [50, 60],
        ],
        closed: true,
        polygonlabels: ['Hill'],
      },
    });
    const other = draw();
    other.drag('image', [[22, 12]]);
    expect(valueAt(other, 0)['points']).toHaveLength(4);
  });

  test('points are dragged, added by a double click, taken out with Alt', () => {
    const editor = draw();
    editor.press('Enter', 'Escape');
    editor.drag('image', [[50, 30]]);
    editor.drag('image', [
      [100, 60],
      [120, 80],
    ]);
    expect(valueAt(editor, 0)['points']).toHaveProperty('2', [60, 80]);
    const info = {
      at: { x: 60, y: 11 },
      button: 0,
      shift: false,
      alt: false,
      mod: false,
      pointerType: 'mouse',
      unitsPerPixel: 1,
    };
    editor.send('image', { type: 'double_click', ...info });
    expect(valueAt(editor, 0)['points']).toHaveProperty('1', [30, 11]);
    editor.drag('image', [[60, 11]], { alt: true });
    expect(valueAt(editor, 0)['points']).toHaveLength(4);
  });
});

test('Rectangle with Labels writes both, with one id', () => {
  const editor = begin(`<View><Image name="image" value="$image"/>
    <Rectangle name="rect" toName="image"/><Labels name="what" toName="image"><Label value="Text"/></Labels></View>`);
  editor.press('1');
  editor.drag('image', [
    [20, 10],
    [100, 60],
  ]);
  const [bare, label] = editor.results();
  const geometry = { x: 10, y: 10, width: 40, height: 50, rotation: 0 };
  expect(bare).toMatchObject({ type: 'rectangle', from_name: 'rect', value: geometry });
  expect(label).toMatchObject({
    type: 'labels',
    from_name: 'what',
    value: { ...geometry, labels: ['Text'] },
  });
  expect(bare?.id).toBe(label?.id);
  editor.press('Escape');
  editor.drag('image', [[50, 30]]);
  editor.press('Right');
  expect(editor.results().map((result) => (result.value as { x: number }).x)).toEqual([10.5, 10.5]);
});

test('pages of a valueList: results carry item_index, and each page shows its own', () => {
  const editor = createDriver(
    `<View><Image name="image" valueList="$pages"/><RectangleLabels name="box" toName="image"><Label value="A"/></RectangleLabels></View>`,
    { pages: ['a.png', 'b.png'] },
  );
  editor.loadImage('image', 200, 100);
  editor.core.session.itemIndex.set(1);
  editor.press('1');
  editor.drag('image', [
    [20, 10],
    [100, 60],
  ]);
  expect(editor.results()[0]).toMatchObject({ item_index: 1 });
  editor.core.session.itemIndex.set(0);
  editor.press('Escape');
  editor.drag('image', [[50, 30]]);
  expect(editor.core.session.selection.peek()).toEqual([]);
});

describe('masks', () => {
  const config = `<View><Image name="image" value="$image"/>
    <BrushLabels name="mask" toName="image"><Label value="Sky"/></BrushLabels></View>`;

  test('strokes go to one mask until Escape; the eraser takes away, and at last the region', () => {
    const editor = begin(config);
    editor.press('1');
    editor.drag('image', [
      [40, 50],
      [80, 50],
    ]);
    const first = editor.results()[0];
    expect(first).toMatchObject({ type: 'brushlabels', value: { format: 'rle', brushlabels: ['Sky'] } });
    const painted = (index: number) => paintedPixels(maskRuns(valueAt(editor, index)['rle'] as number[]));
    const before = painted(0);
    expect(before).toBeGreaterThan(1000);
    editor.drag('image', [
      [80, 50],
      [120, 50],
    ]);
    expect(editor.results()).toHaveLength(1);
    expect(painted(0)).toBeGreaterThan(before);
    editor.press('Escape');
    editor.drag('image', [[150, 80]]);
    expect(editor.results()).toHaveLength(2);
    editor.press('E');
    editor.drag('image', [[150, 80]]);
    expect(editor.results()).toHaveLength(1);
    editor.press('Ctrl+Z', 'Ctrl+Z', 'Ctrl+Z');
    expect(editor.results()[0]).toBe(first);
  });

  test('a mask of another size than the image is kept, not shown', () => {
    const rle = [...encodeMask({ pixels: 6, edges: [1, 3] })];
    const odd = {
      id: 'm',
      from_name: 'mask',
      to_name: 'image',
      type: 'brushlabels',
      value: { format: 'rle', rle, brushlabels: ['Sky'] },
    };
    const editor = begin(config, [odd]);
    editor.drag('image', [[50, 50]]);
    expect(editor.core.session.selection.peek()).toEqual([]);
    expect(editor.results()).toEqual([odd]);
  });
});

test('duplicate, copy and paste: new ids beside the old; cut and z-order; all undone', () => {
  const editor = begin(boxes, [box('a', 10, 10, 20, 20), box('b', 50, 50, 20, 20)]);
  const whole = editor.results();
  editor.drag('image', [[40, 20]]);
  editor.press('Ctrl+D');
  const copy = editor.results()[2];
  expect(copy).toMatchObject({ origin: 'manual', value: { x: 14, y: 18, rectanglelabels: ['Cat'] } });
  expect(copy?.id).not.toBe('a');
  expect(editor.core.session.selection.peek()).toEqual([copy?.id]);
  editor.press('[', '[');
  expect(editor.results().map((result) => result.id)).toEqual([copy?.id, 'a', 'b']);
  editor.press('Ctrl+C', 'Ctrl+X');
  expect(editor.results()).toHaveLength(2);
  editor.press('Ctrl+V');
  expect(editor.results()).toHaveLength(3);
  editor.press(...Array<string>(5).fill('Ctrl+Z'));
  expect(editor.results()).toEqual(whole);
  expect(editor.results()[0]).toBe(whole[0]);
});

test('moving a region keeps the digits of what did not change', () => {
  const odd = { ...box('a', 10, 10, 33.333333333333336, 16.666666666666668) };
  const editor = begin(boxes, [odd]);
  editor.drag('image', [[40, 20]]);
  editor.press('Down');
  expect(editor.results()[0]?.value).toEqual({ ...(odd.value as JsonObject), y: 11 });
});

test('Alt+R relates the selected region to the next one chosen', () => {
  const editor = begin(boxes, [box('a', 10, 10, 20, 20), box('b', 50, 50, 20, 20)]);
  editor.drag('image', [[40, 20]]);
  editor.press('Alt+R');
  editor.drag('image', [[120, 60]]);
  expect(editor.results()[2]).toEqual({ from_id: 'a', to_id: 'b', type: 'relation', direction: 'right' });
  editor.press('Alt+R', 'Escape');
  editor.drag('image', [[40, 20]]);
  expect(editor.results()).toHaveLength(3);
  editor.press('Delete');
  expect(editor.results()).toHaveLength(1);
  editor.press('Ctrl+Z', 'Ctrl+Z');
  expect(editor.results()).toHaveLength(2);
});
