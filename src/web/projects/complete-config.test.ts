import { expect, test } from 'vitest';
import { completeConfig } from './complete-config.ts';

/** Completes where the bar stands. */
const at = (marked: string, fields: readonly string[] = []) => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = completeConfig(text, caret, fields);
  return found && { typed: text.slice(found.from, found.to), texts: found.items.map((item) => item.text) };
};

test('tags by their beginning; inside a control its own children first', () => {
  expect(at('<View>\n  <Rect|')?.texts).toEqual(['Rectangle', 'RectangleLabels']);
  expect(at('<View><Choices name="a" toName="b"><|')?.texts[0]).toBe('Choice');
  expect(at('<View><Labels name="a" toName="b"><Label value="x"/><|')?.texts[0]).toBe('Label');
});

test('an end tag closes what is open', () => {
  expect(at('<View><Choices name="a" toName="b"><Choice value="x"/></|')?.texts).toEqual(['Choices>']);
  expect(at('<View><!-- <Choices> --></V|')).toEqual({ typed: 'V', texts: ['View>'] });
  expect(at('<View></View></|')).toBeNull();
});

test('attributes that are not there yet, needed ones first', () => {
  const found = at('<View><Choices name="a" |></Choices></View>')?.texts ?? [];
  expect(found[0]).toBe('toName');
  expect(found).toContain('visibleWhen');
  expect(found).not.toContain('name');
  expect(at('<View><Choices name="a" to| choice="single">')?.texts).toEqual(['toName']);
});

test('values: closed lists, names of objects, fields of the data', () => {
  expect(at('<Choices choice="s|">')?.texts).toEqual(['single', 'single-radio']);
  expect(at('<View><Text name="mail" value="$x"/><Image name="page"/><Choices toName="|"')?.texts).toEqual([
    'mail',
    'page',
  ]);
  expect(at('<Text name="a" value="$|"', ['text', 'title'])?.texts).toEqual(['$text', '$title']);
});

test('nothing in comments, in text, and where all is written', () => {
  expect(at('<View><!-- <Cho|')).toBeNull();
  expect(at('<View>hello |')).toBeNull();
  expect(at('<View|')?.texts ?? []).not.toContain('View');
});
