import { expect, test } from 'vitest';
import { parseConfig } from '../../../labels/config/parse-config.ts';
import { expandResult } from './expand-result.ts';

const config = parseConfig(`<View>
  <Text name="text" value="$text"/>
  <Labels name="span" toName="text"><Label value="Person"/></Labels>
  <Choices name="kind" toName="text"><Choice value="spam"/></Choices>
  <TextArea name="why" toName="text"/>
  <Rating name="stars" toName="text"/>
</View>`);

test('a list stays as it is', () => {
  const list = [{ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['spam'] } }];
  expect(expandResult(config, list)).toBe(list);
});

test('a bare text is the answer of the first single-valued control', () => {
  expect(expandResult(config, 'spam')).toEqual([
    { from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['spam'] } },
  ]);
});

test('a bare number goes to the first control that takes numbers', () => {
  expect(expandResult(config, 4)).toEqual([
    { from_name: 'stars', to_name: 'text', type: 'rating', value: { rating: 4 } },
  ]);
});

test('a value goes to the control that has its key', () => {
  expect(expandResult(config, { text: ['because'] })).toEqual([
    { from_name: 'why', to_name: 'text', type: 'textarea', value: { text: ['because'] } },
  ]);
});

test('what no control takes is nothing', () => {
  expect(expandResult(config, { unheard: 1 })).toBeUndefined();
  expect(expandResult(parseConfig('<View/>'), 'spam')).toBeUndefined();
});
