import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors/app-error.ts';
import { parseConfig } from './parse-config.ts';

const refusal = (xml: string) => {
  try {
    parseConfig(xml);
  } catch (error) {
    if (error instanceof AppError) return error.data;
    throw error;
  }
  return undefined;
};

test('sentiment of texts', () => {
  const config = parseConfig(`<View>
  <Header value="Choose"/>
  <Text name="text" value="$text"/>
  <Choices name="sentiment" toName="text" choice="single" showInline="true">
    <View><Choice value="Positive" alias="pos" hotkey="1"/></View>
    <Choice>Negative</Choice>
  </Choices>
</View>`);
  expect(config.problems).toEqual([]);
  expect([...config.objects.values()]).toMatchObject([{ name: 'text', tag: 'text', value: '$text' }]);
  const control = config.controls.get('sentiment');
  expect(control).toMatchObject({ tag: 'choices', toNames: ['text'], hasDynamicLabels: false });
  expect(control?.labels.map(({ value, result, hotkey }) => [value, result, hotkey])).toEqual([
    ['Positive', 'pos', '1'],
    ['Negative', 'Negative', undefined],
  ]);
  expect(control?.node).toMatchObject({ line: 4, column: 3, attributes: { showinline: true } });
  expect(control?.node.written).toMatchObject({ tag: 'Choices', attributes: { toName: 'text' } });
});

test('tags and attributes in any case; "true" stays a text in value', () => {
  const config = parseConfig(
    '<VIEW><text NAME="t" Value="true"/><choices name="c" TONAME="t" perRegion="true"><CHOICE value="false"/></choices></VIEW>',
  );
  expect(config.objects.get('t')?.value).toBe('true');
  expect(config.controls.get('c')?.node.attributes.perregion).toBe(true);
  expect(config.controls.get('c')?.labels[0]?.value).toBe('false');
});

test('nested choices have paths', () => {
  const config = parseConfig(
    '<View><Text name="t" value="$t"/><Choices name="c" toName="t" allowNested="true"><Choice value="A"><Choice value="B" alias="b"/></Choice></Choices></View>',
  );
  expect(config.controls.get('c')?.labels.map((label) => label.path)).toEqual([['A'], ['A', 'b']]);
});

test('unknown and unsupported tags are problems in place, not errors', () => {
  const config = parseConfig(
    '<View>\n  <Blink/>\n  <Video name="v" value="$v"/>\n <VideoRectangle name="b" toName="v"/></View>',
  );
  expect(config.problems).toEqual([
    { type: 'unknown-tag', reason: '<Blink> is not a known tag', line: 2, column: 3 },
    { type: 'unsupported-tag', reason: '<Video> is not supported yet', line: 3, column: 3 },
    { type: 'unsupported-tag', reason: '<VideoRectangle> is not supported yet', line: 4, column: 2 },
  ]);
  expect(config.controls.has('b')).toBe(true);
  expect(config.root.children.map((node) => node.tag)).toEqual(['blink', 'video', 'videorectangle']);
});

test.each([
  ['<Text value="$t"/>', 'needs the attribute name'],
  ['<Text name="t" value="$t" granularity="syllable"/>', 'not one of symbol, word, sentence, paragraph'],
  ['<Text name="t" value="$t"/><Number name="n" toName="t" min="9" max="1"/>', 'min 9 is above max 1'],
  ['<Text name="t" value="$t"/><Rating name="r" toName="t" maxRating="many"/>', 'not a number'],
  ['<Text name="t" value="$t"/><RectangleLabels name="r" toName="t"/>', 'does not work on <Text>'],
  ['<Choice value="a"/>', 'belongs inside the control'],
  ['<Image name="i"/>', 'valueList'],
  ['<Text name="t" value="$t"/><Labels name="l" toName="t"><Label/></Labels>', 'a Label needs a value'],
  ['<Rating name="a" toName="b"/><Rating name="b" toName="b"/>', 'holds no data to label'],
])('%s: %s', (body, reason) => {
  const { problems } = parseConfig(`<View>${body}</View>`);
  expect(problems.map((problem) => problem.reason).join('; ')).toContain(reason);
});

test('hard errors name their place', () => {
  expect(refusal('<View>\n  <Text name="a" value="$a"/>\n  <Text name="a" value="$b"/></View>')).toEqual({
    line: 3,
    column: 3,
    reason: 'the name "a" is used already in line 2',
  });
  expect(refusal('<View>\n<Choices name="c" toName="nothing"/></View>')).toEqual({
    line: 2,
    column: 1,
    reason: 'toName="nothing" names no tag of this config',
  });
  expect(refusal('<View>\n  <Text name="a" value="x">\n</View>')).toMatchObject({ line: 3 });
  expect(refusal('<View><Text name=a/></View>')).toMatchObject({ line: 1, reason: expect.any(String) });
  expect(refusal('')).toMatchObject({ reason: 'it is empty; begin with <View>' });
  expect(refusal('<!-- only -->')).toMatchObject({ line: 1, reason: expect.stringContaining('root') });
  expect(refusal('<View/><View/>')).toMatchObject({ line: 1 });
  expect(refusal('<View>&undefined;</View>')).toMatchObject({ line: 1 });
  expect(refusal('<View>'.repeat(5000) + '</View>'.repeat(5000))).toMatchObject({
    reason: 'tags are nested deeper than 200',
  });
});

test('a DTD is refused, entities with it', () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<View><Header value="&b;"/></View>';
  expect(refusal(bomb)).toEqual({ line: 1, column: 1, reason: 'a DOCTYPE is not allowed; remove it' });
});

test('comments are dropped, but for the example task', () => {
  const config = parseConfig(
    '<View><!-- note --><Text name="t" value="$t"/></View><!-- {"data": {"t": "hi"}, "predictions": [{"result": []}]} -->',
  );
  expect(config.exampleTask).toEqual({ data: { t: 'hi' }, predictions: [{ result: [] }] });
  expect(parseConfig('<View/><!--{"data": {}, "completions": [{"id": 1}]}\n-->').exampleTask).toEqual({
    data: {},
    annotations: [{ id: 1 }],
  });
  expect(parseConfig('<View/><!-- {"t": "hi"} -->').exampleTask).toEqual({ data: { t: 'hi' } });
  expect(parseConfig('<View/>\n<!-- {broken} -->').problems).toMatchObject([
    { type: 'example-task', line: 2, column: 1 },
  ]);
});

test('HyperText keeps its inner HTML, Style its sheet', () => {
  const config = parseConfig(
    '<View><Style>.a { color: red }</Style><HyperText name="h"><p class="x">Hi <b>you</b></p><br/></HyperText><Header value="after"/></View>',
  );
  expect(config.objects.get('h')?.value).toBe('<p class="x">Hi <b>you</b></p><br/>');
  expect(config.root.children.map((node) => [node.tag, node.text])).toEqual([
    ['style', '.a { color: red }'],
    ['hypertext', '<p class="x">Hi <b>you</b></p><br/>'],
    ['header', ''],
  ]);
  expect(config.problems).toEqual([]);
});

test('relations, and names that objects have of their own', () => {
  const config = parseConfig(
    '<View><Text name="__proto__" value="$t"/><Labels name="constructor" toName="__proto__"><Label value="x" constructor="1"/></Labels><Relations><Relation value="of"/></Relations></View>',
  );
  expect(config.relations.map((label) => label.value)).toEqual(['of']);
  expect(config.controls.get('constructor')?.labels).toHaveLength(1);
});
