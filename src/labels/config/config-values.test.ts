import { expect, test } from 'vitest';
import { parseConfig } from './parse-config.ts';
import { parsedLabelConfig } from './parsed-label-config.ts';
import { fieldsOf, resolveValue } from './resolve-value.ts';

test('parsed_label_config has the form that Label Studio answers', () => {
  const config = parseConfig(`<View>
    <Text name="text" value="$text" valueType="url"/>
    <Choices name="kind" toName="text" perRegion="true" whenTagName="ner"><Choice value="A" alias="a" hotkey="1"/><View><Choice value="B"/></View></Choices>
    <Labels name="ner" toName="text" value="$labels"><Label value="PER" background="red"/></Labels>
    <Filter name="f" toName="ner"/>
  </View>`);
  expect(parsedLabelConfig(config)).toEqual({
    kind: {
      type: 'Choices',
      to_name: ['text'],
      conditionals: { type: 'tag', name: 'ner' },
      inputs: [{ type: 'Text', value: 'text', valueType: 'url' }],
      labels: ['a', 'B'],
      labels_attrs: { a: { value: 'A', alias: 'a', hotkey: '1' }, B: { value: 'B' } },
    },
    ner: {
      type: 'Labels',
      to_name: ['text'],
      dynamic_labels: true,
      inputs: [{ type: 'Text', value: 'text', valueType: 'url' }],
      labels: ['PER'],
      labels_attrs: { PER: { value: 'PER', background: 'red' } },
    },
  });
});

test.each([
  ['$text', 'hi'],
  ['$a.b[0].c', 7],
  ['$a.b', [{ c: 7 }]],
  ['$a', { b: [{ c: 7 }] }],
  ['$nothing', undefined],
  ['$dotted.key', 'whole'],
  ['Say $text.', 'Say hi.'],
  ['$text and $a.b[0].c, $nothing!', 'hi and 7, !'],
  ['plain', 'plain'],
  ['$constructor', undefined],
  ['$a.__proto__', undefined],
])('%s resolves', (value, resolved) => {
  const data = { text: 'hi', a: { b: [{ c: 7 }] }, 'dotted.key': 'whole' };
  expect(resolveValue(value, data)).toEqual(resolved);
});

test('fields that a value reads', () => {
  expect(fieldsOf('$a.b[0] and $c, $a')).toEqual(['a', 'c']);
});
