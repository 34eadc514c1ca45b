import { expect, test } from 'vitest';
import { sampleData } from './sample-data.ts';

test('takes the example in the config’s comment', () => {
  expect(sampleData('<View/><!-- {"data": {"text": "x"}} -->')).toEqual({ text: 'x' });
  expect(sampleData('<View/><!-- {"text": "y"} -->')).toEqual({ text: 'y' });
});

test('makes something up for each variable, by its tag', () => {
  const data = sampleData('<View><Text name="t" value="$body"/><Image name="i" value="$pic"/></View>');
  expect(Object.keys(data)).toEqual(['body', 'pic']);
  expect(String(data.pic)).toMatch(/^data:image/);
});
