import type { JsonObject } from '../labels/json.ts';
import { describe, expect, test } from 'vitest';
import { createDriver } from './editor-driver.ts';

const spans = `<View>
  <Labels name="ner" toName="text">
    <Label value="Person" alias="PER"/>
    <Label value="Place" hotkey="p"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>`;

const sentiment = `<View>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text" choice="single" required="true" requiredMessage="Say how it feels">
    <Choice value="Good"/><Choice value="Bad"/>
  </Choices>
  <Choices name="why" toName="text" choice="multiple" visibleWhen="choice-selected" whenTagName="mood" whenChoiceValue="Bad">
    <Choice value="Slow"/><Choice value="Loud"/>
  </Choices>
</View>`;

describe('spans', () => {
  test('an armed label makes a span of what is selected; offsets count code points', () => {
    const editor = createDriver(spans, { text: '👍 Anna is in Rome' });
    editor.press('1');
    editor.selectText('text', 2, 7);
    const [result] = editor.results();
    expect(result).toEqual({
      value: { start: 2, end: 6, text: 'Anna', labels: ['PER'] },
      id: expect.stringMatching(/^[A-Za-z0-9_-]{10}$/),
      from_name: 'ner',
      to_name: 'text',
      type: 'labels',
      origin: 'manual',
    });
  });

  test('text first, label after', () => {
    const editor = createDriver(spans, { text: 'Anna is in Rome' });
    editor.selectText('text', 11, 15);
    expect(editor.stateOf('text')).toBe('text-select.pending');
    expect(editor.results()).toEqual([]);
    editor.press('p');
    expect(editor.results()[0]?.value).toEqual({ start: 11, end: 15, text: 'Rome', labels: ['Place'] });
    expect(editor.stateOf('text')).toBe('text-select.idle');
    expect(editor.core.session.armed.peek().size).toBe(0);
  });

  test('Escape leaves a waiting selection, then the selection of regions, then the armed label', () => {
    const editor = createDriver(spans, { text: 'Anna is in Rome' });
    editor.selectText('text', 0, 4);
    editor.press('Escape', '1');
    expect(editor.results()).toEqual([]);
    editor.selectText('text', 0, 4);
    editor.clickText('text', 1);
    expect(editor.core.session.selection.peek()).toHaveLength(1);
    editor.press('Escape');
    expect(editor.core.session.selection.peek()).toHaveLength(0);
    expect(editor.core.session.armed.peek().size).toBe(1);
    editor.press('Escape');
    expect(editor.core.session.armed.peek().size).toBe(0);
  });

  test('spans may overlap; a click takes the shortest, a second click the one below', () => {
    const editor = createDriver(spans, { text: 'Anna is in Rome' });
    editor.press('1');
    editor.selectText('text', 0, 15);
    editor.selectText('text', 11, 15);
    const [long, short] = editor.results().map((result) => result.id);
    editor.clickText('text', 12);
    expect(editor.core.session.selection.peek()).toEqual([short]);
    editor.clickText('text', 12);
    expect(editor.core.session.selection.peek()).toEqual([long]);
  });

  test('a key relabels what is selected; Delete removes it; undo and redo go through all of it', () => {
    const editor = createDriver(spans, { text: 'Anna is in Rome' });
    editor.press('1');
    editor.selectText('text', 0, 4);
    editor.press('Tab', 'p');
    const labeled = editor.results();
    expect(labeled[0]?.value).toMatchObject({ labels: ['Place'] });
    editor.press('Delete');
    expect(editor.results()).toEqual([]);
    editor.press('Ctrl+Z');
    expect(editor.results()).toEqual(labeled);
    editor.press('Ctrl+Z');
    expect(editor.results()[0]?.value).toMatchObject({ labels: ['PER'] });
    editor.press('Ctrl+Z', 'Ctrl+Z');
    expect(editor.results()).toEqual([]);
    editor.press('Ctrl+Y', 'Ctrl+Shift+Z', 'Ctrl+Y');
    expect(editor.results()).toEqual([]);
    editor.press('Ctrl+Z');
    expect(editor.results()).toEqual(labeled);
  });

  test('blanks at the ends are left out, and only blanks make nothing', () => {
    const editor = createDriver(spans, { text: 'Anna   Rome' });
    editor.press('1');
    editor.selectText('text', 4, 7);
    expect(editor.results()).toEqual([]);
    editor.selectText('text', 3, 8);
    expect(editor.results()[0]?.value).toMatchObject({ start: 3, end: 8 });
    editor.selectText('text', 0, 6);
    expect(editor.results()[1]?.value).toMatchObject({ start: 0, end: 4 });
  });

  test('granularity="word" widens to words', () => {
    const editor = createDriver(spans.replace('<Text ', '<Text granularity="word" '), {
      text: 'Anna is in Rome',
    });
    editor.press('1');
    editor.selectText('text', 1, 13);
    expect(editor.results()[0]?.value).toMatchObject({ start: 0, end: 15 });
  });

  test('maxUsages holds', () => {
    const editor = createDriver(spans.replace('alias="PER"', 'alias="PER" maxUsages="1"'), {
      text: 'Anna and Otto',
    });
    editor.press('1');
    editor.selectText('text', 0, 4);
    editor.selectText('text', 9, 13);
    expect(editor.results()).toHaveLength(1);
    expect(editor.core.session.notice.peek()?.text).toContain('1 times');
  });
});

describe('choices', () => {
  test('a key answers, the same key clears, another replaces', () => {
    const editor = createDriver(sentiment, { text: 'x' });
    editor.press('1');
    expect(editor.chosen('mood')).toEqual(['Good']);
    editor.press('2');
    expect(editor.results()).toHaveLength(1);
    expect(editor.results()[0]).toMatchObject({
      value: { choices: ['Bad'] },
      type: 'choices',
      from_name: 'mood',
      to_name: 'text',
    });
    editor.press('2');
    expect(editor.results()).toEqual([]);
  });

  test('what is hidden has no keys, and its answers are not submitted', () => {
    const editor = createDriver(sentiment, { text: 'x' });
    editor.press('3');
    expect(editor.results()).toEqual([]);
    editor.press('2', '4', '3');
    expect(editor.chosen('why')).toEqual(['Slow', 'Loud']);
    editor.press('1', 'Ctrl+Enter');
    expect(editor.submitted).toHaveLength(1);
    expect(editor.submitted[0]?.map((result) => result.from_name)).toEqual(['mood']);
    editor.press('Ctrl+Z');
    expect(editor.chosen('mood')).toEqual(['Bad']);
    expect(editor.results()).toHaveLength(2);
  });

  test('a required control without an answer stops the submit and says so', () => {
    const editor = createDriver(sentiment, { text: 'x' });
    editor.press('Ctrl+Enter');
    expect(editor.submitted).toEqual([]);
    expect(editor.core.session.notice.peek()).toEqual({ text: 'Say how it feels', tone: 'problem' });
    expect(editor.core.session.wanting.peek()).toBe('mood');
  });
});

describe('what came in', () => {
  const given: JsonObject[] = [
    {
      id: 'a1',
      from_name: 'ner',
      to_name: 'text',
      type: 'labels',
      strange: { keep: [1.0, 2] },
      value: { start: 0, end: 4, labels: ['PER'], more: true },
    },
    { id: 'b2', from_name: 'gone', to_name: 'text', type: 'ellipselabels', value: { x: 1 } },
    { from_id: 'a1', to_id: 'b2', type: 'relation', direction: 'right' },
    {
      id: 'c3',
      from_name: 'ner',
      to_name: 'text',
      type: 'labels',
      origin: 'prediction',
      value: { start: 11, end: 15, labels: ['Place'] },
    },
  ];

  test('goes out as the very same objects while untouched, and after undo', () => {
    const editor = createDriver(spans, { text: 'Anna is in Rome' }, { results: given });
    expect(editor.results().every((result, i) => result === given[i])).toBe(true);
    editor.clickText('text', 0);
    editor.press('p', 'Delete', 'Ctrl+Z', 'Ctrl+Z');
    expect(editor.results().every((result, i) => result === given[i])).toBe(true);
  });

  test('keeps what nobody knows when it is edited, and notes an edited prediction', () => {
    const editor = createDriver(spans, { text: 'Anna is in Rome' }, { results: given });
    editor.clickText('text', 0);
    editor.press('p');
    expect(editor.results()[0]).toEqual({
      ...given[0],
      value: { start: 0, end: 4, labels: ['Place'], more: true },
    });
    editor.clickText('text', 12);
    editor.press('1');
    expect(editor.results()[3]?.origin).toBe('prediction-changed');
    expect(editor.results()[1]).toBe(given[1]);
  });

  test('a deleted region takes its relations with it, and undo brings both back', () => {
    const editor = createDriver(spans, { text: 'Anna is in Rome' }, { results: given });
    editor.clickText('text', 0);
    editor.press('Delete');
    expect(editor.results().map((result) => result.type)).toEqual(['ellipselabels', 'labels']);
    editor.press('Ctrl+Z');
    expect(editor.results()).toEqual(given);
  });

  test('a prediction is taken in one step and marked as one', () => {
    const predictions = [{ result: [given[3] as never], score: 0.9 }];
    const editor = createDriver(spans, { text: 'Anna is in Rome' }, { predictions });
    editor.press('Alt+A');
    expect(editor.results()).toEqual([{ ...given[3], origin: 'prediction' }]);
    editor.press('Ctrl+Z');
    expect(editor.results()).toEqual([]);
  });
});

test('perRegion answers share the id and the geometry of the region', () => {
  const editor = createDriver(
    `<View>
      <Labels name="ner" toName="text"><Label value="A"/><Label value="B"/></Labels>
      <Text name="text" value="$text"/>
      <Choices name="kind" toName="text" perRegion="true" whenLabelValue="A"><Choice value="x" hotkey="x"/></Choices>
    </View>`,
    { text: 'one two' },
  );
  editor.press('1');
  editor.selectText('text', 0, 3);
  editor.press('x');
  const [span, choice] = editor.results();
  expect(choice).toEqual({
    ...span,
    from_name: 'kind',
    type: 'choices',
    value: { start: 0, end: 3, text: 'one', choices: ['x'] },
  });
  editor.press('2', 'Ctrl+Enter');
  expect(editor.submitted[0]).toHaveLength(1);
});

test('a choice about the item stands while a region is selected', () => {
  const editor = createDriver(
    `<View><Labels name="ner" toName="text"><Label value="A"/></Labels><Text name="text" value="$text"/>
      <Choices name="mood" toName="text"><Choice value="x" hotkey="x"/></Choices></View>`,
    { text: 'one two' },
  );
  editor.press('1');
  editor.selectText('text', 0, 3);
  editor.clickText('text', 1);
  editor.press('x');
  expect(editor.chosen('mood')).toEqual(['x']);
  expect(editor.results()[1]).not.toHaveProperty('value.start');
});

test('read-only: nothing can be changed', () => {
  const editor = createDriver(sentiment, { text: 'x' }, { readOnly: true });
  editor.press('1', 'Ctrl+Enter');
  expect(editor.results()).toEqual([]);
  expect(editor.submitted).toEqual([]);
});

test('dynamic choices come from the task', () => {
  const editor = createDriver(
    '<View><Text name="t" value="$text"/><Choices name="c" toName="t" value="$options"><Choice value="fixed"/></Choices></View>',
    { text: 'x', options: ['one', { value: 'two', alias: '2nd' }] },
  );
  editor.press('3');
  expect(editor.chosen('c')).toEqual(['2nd']);
});
