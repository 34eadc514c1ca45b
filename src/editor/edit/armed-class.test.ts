import { expect, test } from 'vitest';
import { createDriver } from '../editor-driver.ts';

test('pressed before each box, a class stays armed; a second click on it or Escape puts it away', () => {
  const editor = createDriver(
    `<View><Image name="image" value="$image"/>
      <RectangleLabels name="box" toName="image"><Label value="Cat"/></RectangleLabels></View>`,
    { image: 'a.png' },
  );
  editor.loadImage('image', 200, 100);
  for (const left of [20, 80, 140]) {
    editor.press('1');
    editor.drag('image', [
      [left, 10],
      [left + 30, 60],
    ]);
  }
  expect(editor.results()).toHaveLength(3);
  const { armed } = editor.core.session;
  editor.press('Escape');
  expect(armed.peek().size).toBe(0);
  const [control] = editor.core.controls;
  const [cat] = control?.options ?? [];
  if (!control || !cat) throw new Error('no label');
  editor.core.edit.chooseLabel(control, cat);
  expect(armed.peek().size).toBe(1);
  editor.core.edit.chooseLabel(control, cat);
  expect(armed.peek().size).toBe(0);
});
