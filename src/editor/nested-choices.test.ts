import { describe, expect, test } from 'vitest';
import { createDriver } from './editor-driver.ts';
import { strangers, withoutEntry } from './kernels/choice-entries.ts';

const tree = (attributes: string) => `<View><Text name="t" value="$text"/>
  <Choices name="kind" toName="t" ${attributes}>
    <Choice value="Animal"><Choice value="Cat" alias="cat"/><Choice value="Other"/></Choice>
    <Choice value="Plant"><Choice value="Tree"/><Choice value="Other"/></Choice>
    <Choice value="Stone"/>
  </Choices></View>`;
const data = { text: 'x' };
const answers = (editor: ReturnType<typeof createDriver>) =>
  editor.results().map((result) => (result['value'] as { choices: unknown }).choices);

describe('choices within choices', () => {
  test('with allowNested the answer is the path; headings are no answer and have no key', () => {
    const editor = createDriver(tree('allowNested="true"'), data);
    editor.press('1');
    expect(answers(editor)).toEqual([[['Animal', 'cat']]]);
    // 3 is the tree, 4 the other plant, told apart from the other animal by its path.
    editor.press('4');
    expect(answers(editor)).toEqual([[['Plant', 'Other']]]);
    editor.press('4');
    expect(answers(editor)).toEqual([]);
    editor.press('5');
    expect(answers(editor)).toEqual([[['Stone']]]);
  });

  test('several: a heading takes and leaves all below it, in the order of the config', () => {
    const editor = createDriver(tree('allowNested="true" choice="multiple"'), data);
    const control = editor.core.controls[0];
    const plant = control?.options.find((option) => option.shown === 'Plant');
    if (!control || !plant) throw new Error('no such choice');
    editor.press('5', '4');
    editor.core.edit.chooseOption(control, plant);
    expect(answers(editor)).toEqual([[['Plant', 'Tree'], ['Plant', 'Other'], ['Stone']]]);
    editor.core.edit.chooseOption(control, plant);
    expect(answers(editor)).toEqual([[['Stone']]]);
    editor.press('Ctrl+z');
    expect(answers(editor)).toEqual([[['Plant', 'Tree'], ['Plant', 'Other'], ['Stone']]]);
  });

  test('an answer that the config does not know stays while others change', () => {
    const editor = createDriver(tree('allowNested="true" choice="multiple"'), data, {
      results: [
        { id: 'a', from_name: 'kind', to_name: 't', type: 'choices', value: { choices: [['Water', 'Sea']] } },
      ],
    });
    editor.press('1');
    expect(answers(editor)).toEqual([
      [
        ['Animal', 'cat'],
        ['Water', 'Sea'],
      ],
    ]);
  });

  test('what the config does not know is told apart, and can be taken away', () => {
    const editor = createDriver(tree('allowNested="true" choice="multiple"'), data);
    const control = editor.core.control('kind');
    if (!control) throw new Error('no control');
    const answer = [['Water', 'Sea'], ['Animal', 'cat'], 'Sky'];
    expect(strangers(control, answer)).toEqual([['Water', 'Sea'], 'Sky']);
    expect(withoutEntry(answer, ['Water', 'Sea'])).toEqual([['Animal', 'cat'], 'Sky']);
    expect(strangers(control, undefined)).toEqual([]);
  });

  test('single-radio: what is chosen is replaced, never taken back', () => {
    const editor = createDriver(
      '<View><Text name="t" value="$text"/><Choices name="c" toName="t" choice="single-radio"><Choice value="A"/><Choice value="B"/></Choices></View>',
      data,
    );
    editor.press('1', '1');
    expect(editor.chosen('c')).toEqual(['A']);
    editor.press('2');
    expect(editor.chosen('c')).toEqual(['B']);
  });
});
