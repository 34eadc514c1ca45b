import { expect, test } from 'vitest';
import { createDriver } from './editor-driver.ts';

const open = (attributes: string, results: Parameters<typeof createDriver>[2] = {}) =>
  createDriver(
    `<View><Text name="text" value="$text"/><Number name="count" toName="text" ${attributes}/></View>`,
    { text: 'three cats' },
    results,
  );
const enter = (editor: ReturnType<typeof open>, value: number | null) => {
  const control = editor.core.control('count');
  if (control) editor.core.edit.setAnswer(control, value);
};
const said = (editor: ReturnType<typeof open>) => editor.core.session.notice.peek()?.text;

test('the default is submitted where no number was given, required or not', () => {
  for (const required of ['', 'required="true"']) {
    const editor = open(`defaultValue="3" ${required}`);
    expect(editor.results()).toEqual([]);
    expect(editor.core.submit()).toBe(true);
    expect(editor.submitted).toMatchObject([[{ from_name: 'count', type: 'number', value: { number: 3 } }]]);
  }
  const given = open('defaultValue="3"');
  enter(given, 0);
  given.core.submit();
  expect(given.submitted).toMatchObject([[{ value: { number: 0 } }]]);
});

test('without a default nothing is made up', () => {
  const editor = open('');
  expect(editor.core.submit()).toBe(true);
  expect(editor.submitted).toEqual([[]]);
  const required = open('required="true"');
  expect(required.core.submit()).toBe(false);
});

test.each([
  ['min="1"', 0, 1, '“count”: It must be at least 1.'],
  ['max="10"', 11, 10, '“count”: It must be at most 10.'],
  ['min="1" step="2"', 4, 5, '“count”: It must go in steps of 2: 3 or 5.'],
  ['step="0.1"', 0.25, 0.3, '“count”: It must go in steps of 0.1: 0.2 or 0.3.'],
])('%s: %d stops a submit with the reason, %d does not', (attributes, wrong, right, reason) => {
  const editor = open(attributes);
  enter(editor, wrong);
  expect(editor.core.submit()).toBe(false);
  expect(said(editor)).toBe(reason);
  expect(editor.core.session.wanting.peek()).toBe('count');
  enter(editor, right);
  expect(editor.core.submit()).toBe(true);
  expect(editor.submitted).toMatchObject([[{ value: { number: right } }]]);
});

test('a default that is out of bounds is said too', () => {
  const editor = open('defaultValue="20" max="10"');
  expect(editor.core.submit()).toBe(false);
  expect(said(editor)).toBe('“count”: It must be at most 10.');
});

test('what is no number stops a submit, unless the control is out of the answer', () => {
  const editor = open('visibleWhen="choice-selected" whenTagName="kind" whenChoiceValue="Many"');
  editor.core.session.unreadable.set(new Map([['count', 'This is not a number.']]));
  expect(editor.core.submit()).toBe(true);
  const shown = open('');
  shown.core.session.unreadable.set(new Map([['count', 'This is not a number.']]));
  expect(shown.core.submit()).toBe(false);
  expect(said(shown)).toBe('“count”: This is not a number.');
});

test('about regions a default stands for each only where an answer is required', () => {
  const config = (required: string) => `<View>
    <Labels name="ner" toName="text"><Label value="Animal"/></Labels><Text name="text" value="$text"/>
    <Number name="count" toName="text" perRegion="true" defaultValue="1" ${required}/></View>`;
  const submit = (required: string) => {
    const editor = createDriver(config(required), { text: 'cats and dogs' });
    editor.press('1');
    editor.selectText('text', 0, 4);
    editor.press('Escape', '1');
    editor.selectText('text', 9, 13);
    editor.core.submit();
    return editor.submitted[0]?.filter(({ from_name: name }) => name === 'count').map(({ value }) => value);
  };
  expect(submit('')).toEqual([]);
  expect(submit('required="true"')).toMatchObject([
    { start: 0, number: 1 },
    { start: 9, number: 1 },
  ]);
});
