import { describe, expect, test } from 'vitest';
import { createDriver } from './editor-driver.ts';

const config = `<View>
  <RectangleLabels name="box" toName="image"><Label value="Cat"/><Label value="Dog"/></RectangleLabels>
  <PolygonLabels name="outline" toName="image"><Label value="Hill"/></PolygonLabels>
  <Image name="image" value="$image"/>
</View>`;
const box = (id: string, x: number) => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  score: 0.8,
  value: { x, y: 10, width: 10, height: 10, rotation: 0, rectanglelabels: ['Cat'] },
});
const predictions = [{ result: [box('a', 10), box('b', 30), box('c', 50)], score: 0.9 }];
const open = (options = {}) => {
  const editor = createDriver(config, { image: 'x.png' }, { predictions, ...options });
  editor.loadImage('image', 200, 100);
  return editor;
};
const ids = (editor: ReturnType<typeof open>) => editor.core.suggestions.open.peek().map(({ id }) => id);

describe('suggested regions', () => {
  test('are taken one by one, each one step of undo; waved away they stay away', () => {
    const editor = open();
    expect(ids(editor)).toEqual(['a', 'b', 'c']);
    expect(editor.results()).toEqual([]);
    editor.press('Alt+Enter');
    expect(editor.results()).toEqual([{ ...box('a', 10), origin: 'prediction' }]);
    expect(editor.core.session.selection.peek()).toEqual(['a']);
    editor.press('Alt+Backspace', 'Alt+Enter');
    expect(editor.results().map(({ id }) => id)).toEqual(['a', 'c']);
    expect(ids(editor)).toEqual([]);
    editor.press('Ctrl+Z');
    expect(ids(editor)).toEqual(['c']);
    editor.press('Ctrl+Z');
    expect(ids(editor)).toEqual(['a', 'c']);
  });

  test('what was submitted, or may not be changed, shows none; the whole prediction settles all', () => {
    expect(ids(open({ submitted: true }))).toEqual([]);
    expect(ids(open({ readOnly: true }))).toEqual([]);
    const editor = open();
    editor.press('Alt+A');
    expect(ids(editor)).toEqual([]);
    expect(editor.results()).toHaveLength(3);
  });
});

test('a polygon is begun by Enter, and moved by keys', () => {
  const editor = open();
  editor.press('3', 'Enter', 'Shift+Right');
  expect(editor.results()).toMatchObject([
    {
      type: 'polygonlabels',
      value: {
        points: [
          [45, 40],
          [65, 40],
          [65, 60],
          [45, 60],
        ],
        closed: true,
        polygonlabels: ['Hill'],
      },
    },
  ]);
});

test('the same words are labeled everywhere, as one step', () => {
  const spans = `<View><Labels name="ner" toName="text"><Label value="Person"/></Labels><Text name="text" value="$text"/></View>`;
  const editor = createDriver(spans, { text: '👍 Ann met Anna. Ann left Ann.' });
  editor.press('1');
  editor.selectText('text', 2, 5);
  editor.press('Escape');
  editor.clickText('text', 2);
  editor.press('Alt+S');
  expect(editor.results().map(({ value }) => value)).toEqual([
    { start: 2, end: 5, text: 'Ann', labels: ['Person'] },
    { start: 16, end: 19, text: 'Ann', labels: ['Person'] },
    { start: 25, end: 28, text: 'Ann', labels: ['Person'] },
  ]);
  expect(new Set(editor.results().map(({ id }) => id)).size).toBe(3);
  editor.press('Alt+S');
  expect(editor.results()).toHaveLength(3);
  editor.press('Ctrl+Z');
  expect(editor.results()).toHaveLength(1);
});
