import { expect, test } from 'vitest';
import { parseConfig } from '../config/parse-config.ts';
import { golden } from '../fixtures/golden-results.ts';
import type { Json } from '../json.ts';
import { countLabels } from './label-counts.ts';
import { countRegions } from './region-count.ts';
import { indexResults } from './result-identity.ts';
import { validateResults } from './validate-result.ts';

test.each(golden)('golden: $name', ({ config, results, regions }) => {
  const parsed = parseConfig(config);
  expect(parsed.problems.filter((problem) => problem.type !== 'unsupported-tag')).toEqual([]);
  expect(validateResults(parsed, results)).toEqual([]);
  expect(countRegions(results)).toBe(regions);
  expect(indexResults(results).size).toBe(results.length);
});

const spans = golden[1];
const boxes = golden[2];
const choice = {
  id: 'c',
  from_name: 'sentiment',
  to_name: 'text',
  type: 'choices',
  value: { choices: ['Positive'] },
};
const span = {
  id: 's',
  from_name: 'ner',
  to_name: 'text',
  type: 'labels',
  value: { start: 1, end: 2, labels: ['PER'] },
};
const box = { id: 'b', from_name: 'box', to_name: 'image', type: 'rectanglelabels' };
const rectangle = { x: 1, y: 1, width: 1, height: 1, rectanglelabels: ['car'] };

test.each<[string, Json, string, string]>([
  [golden[0]?.config ?? '', 'no object', 'form', 'not an object'],
  [golden[0]?.config ?? '', { ...choice, from_name: 'other' }, 'from_name', '"other" names no control'],
  [golden[0]?.config ?? '', { ...choice, to_name: 'image' }, 'to_name', 'not what sentiment points to'],
  [golden[0]?.config ?? '', { ...choice, type: 'labels' }, 'result_type', 'is not choices'],
  [golden[0]?.config ?? '', { ...choice, value: ['Positive'] }, 'value', 'not an object'],
  [golden[0]?.config ?? '', { ...choice, value: { choices: 'Positive' } }, 'value', 'array of texts'],
  [golden[0]?.config ?? '', { ...choice, value: { choices: ['Odd'] } }, 'label', 'has no label "Odd"'],
  [spans?.config ?? '', { ...span, value: { start: 9, end: 2, labels: ['PER'] } }, 'value', 'in order'],
  [spans?.config ?? '', { ...span, value: { start: 1.5, end: 2, labels: ['PER'] } }, 'value', 'whole'],
  [spans?.config ?? '', { ...span, value: { labels: ['PER'] } }, 'value', 'not numbers'],
  [spans?.config ?? '', { type: 'relation', from_id: 'a', to_id: 'b' }, 'relation', 'names no region'],
  [boxes?.config ?? '', { ...box, value: { ...rectangle, x: '5' } }, 'value', 'x is not a number'],
  [boxes?.config ?? '', { ...box, value: { ...rectangle, rectanglelabels: ['Bus'] } }, 'label', '"Bus"'],
])('%#: a wrong result is named with its place', (config, result, type, reason) => {
  const problems = validateResults(parseConfig(config), [result]);
  expect(problems).toMatchObject([{ index: 0, type }]);
  expect(problems[0]?.reason).toContain(reason);
});

test('unknown keys and labels from the data are no problem', () => {
  const config = parseConfig(
    '<View><Text name="t" value="$t"/><Labels name="l" toName="t" value="$labels"><Label value="A"/></Labels></View>',
  );
  const result = {
    id: '1',
    from_name: 'l',
    to_name: 't',
    type: 'labels',
    value: { start: 0, end: 1, labels: ['from the data'], more: {} },
    extra: [1],
  };
  expect(validateResults(config, [result])).toEqual([]);
});

test('forms that Label Studio still reads: several objects in one to_name, old names of keys', () => {
  const rating = parseConfig(
    '<View><Image name="a" value="$a"/><Image name="b" value="$b"/><Rating name="r" toName="a, b"/></View>',
  );
  const value = { rating: 4 };
  const rate = (to_name: string) => ({ id: '1', from_name: 'r', to_name, type: 'rating', value });
  expect(validateResults(rating, ['a', 'b', 'a,b', 'a, b'].map(rate))).toEqual([]);
  expect(validateResults(rating, [rate('c')])).toHaveLength(1);
  const html = parseConfig(
    '<View><HyperText name="h" value="$h"/><HyperTextLabels name="l" toName="h"><Label value="A"/></HyperTextLabels></View>',
  );
  const span = { start: '/p[1]', end: '/p[1]', startOffset: 0, endOffset: 3, htmllabels: ['A'] };
  expect(
    validateResults(html, [{ id: '1', from_name: 'l', to_name: 'h', type: 'hypertextlabels', value: span }]),
  ).toEqual([]);
});

test('counts by class; a region that repeats counts each result', () => {
  const results = golden.flatMap((each) => each.results);
  const counts = countLabels(results);
  expect([...(counts.get('ner') ?? [])]).toEqual([
    ['PER', 1],
    ['ORG', 1],
    ['Name', 1],
  ]);
  expect([...(counts.get('tax') ?? [])]).toEqual([['A / B', 1]]);
  expect(counts.has('transcription')).toBe(false);
});

test('identity does not move with the answer, and equal ones stay apart', () => {
  const keys = (...results: Parameters<typeof indexResults>[0]) => [...indexResults(results).keys()];
  expect(keys({ ...choice, id: 'other', value: { choices: ['Negative'] } })).toEqual(keys(choice));
  expect(keys({ ...choice, item_index: 1 })).not.toEqual(keys(choice));
  expect(keys({ ...span, value: { start: 5, end: 6, labels: ['ORG'] } })).toEqual(keys(span));
  expect(keys(span, span)).toEqual(['["region","s","ner"]', '["region","s","ner","#2"]']);
  const { id: _, ...nameless } = span;
  expect(keys(nameless)[0]).toMatch(/^\["unnamed"/);
});
