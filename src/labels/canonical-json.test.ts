import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  findLossyNumber,
  JsonRefused,
  parseJson,
  refuseUnwritable,
  sameJson,
  stringifyCanonical,
} from './canonical-json.ts';
import type { Json } from './json.ts';

const double = (hex: string): number => Buffer.from(hex, 'hex').readDoubleBE(0);

test.each([
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
])('RFC 8785 appendix B: %s is %s', (hex, text) => {
  expect(stringifyCanonical(double(hex))).toBe(text);
});

test.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('%s is refused', (hex) => {
  expect(() => stringifyCanonical([double(hex)])).toThrow(JsonRefused);
});

test('RFC 8785 section 3.2: literals, numbers, strings and order', () => {
  const value = parseJson(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
      '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  );
  expect(stringifyCanonical(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('RFC 8785 section 3.2.3: keys are sorted by UTF-16 code units', () => {
  const value: Json = {
    '€': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '😀': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    ö: 'Latin Small Letter O With Diaeresis',
  };
  expect(Object.values(JSON.parse(stringifyCanonical(value)) as object)).toHaveLength(7);
  const order = [...stringifyCanonical(value).matchAll(/:"([^"]*)"/g)].map((match) => match[1]);
  expect(order).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
});

test('what cannot be written again is refused', () => {
  expect(() => stringifyCanonical('\ud83d')).toThrow('surrogate');
  expect(() => stringifyCanonical({ 'a\udc00': 1 })).toThrow('surrogate');
  expect(() => parseJson('{"id": 12345678901234567890}')).toThrow('12345678901234567890');
  expect(() => parseJson('[1e400]')).toThrow('1e400');
  expect(() => parseJson('{')).toThrow(JsonRefused);
  expect(() => parseJson(`${'['.repeat(2000)}${']'.repeat(2000)}`)).not.toThrow(RangeError);
  expect(() => stringifyCanonical(JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`))).toThrow('nested');
  expect(findLossyNumber('{"a":"12345678901234567890","b":295147905179352830000,"c":9007199254740992}')).toBe(
    undefined,
  );
});

test('a key named __proto__ survives', () => {
  const text = '{"__proto__":{"a":1},"constructor":2}';
  expect(stringifyCanonical(parseJson(text))).toBe(text);
});

test('property: parse and stringify are inverse; order of keys does not matter', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = stringifyCanonical(value as Json);
      expect(stringifyCanonical(parseJson(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (object) => {
      const turned = Object.fromEntries(Object.entries(object).reverse());
      expect(sameJson(object, turned)).toBe(true);
    }),
  );
});

test('sameJson says what comparing the texts says', () => {
  const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
  const holed = (value: Json) => ({ value, hole: undefined }) as unknown as Json;
  const same = (a: Json, b: Json) =>
    expect(sameJson(a, b)).toBe(stringifyCanonical(a) === stringifyCanonical(b));
  fc.assert(
    fc.property(json, json, (a, b) => {
      same(a, b);
      same(a, structuredClone(a));
      same(holed(a), { value: a });
      same({ value: a }, holed(a));
      same(holed(a), { value: a, other: b });
      same([a, b], [b, a]);
    }),
  );
  same({ a: 0 }, { a: -0 });
  same([], {});
  same(JSON.parse('{"__proto__":1}') as Json, {});
});

test('what is in order and what is not has the same text, and what is refused is refused either way', () => {
  const turned = (value: Json): Json =>
    Array.isArray(value)
      ? value.map(turned)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, own]) => [key, turned(own)]),
          )
        : value;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>, (value) => {
      const text = stringifyCanonical(turned(value));
      expect(stringifyCanonical(value)).toBe(text);
      expect(stringifyCanonical(JSON.parse(text) as Json)).toBe(text);
      expect(() => refuseUnwritable(value)).not.toThrow();
    }),
  );
  expect(stringifyCanonical({ b: '\\ud', a: ['\\ud800 as text', -0] })).toBe(
    '{"a":["\\\\ud800 as text",0],"b":"\\\\ud"}',
  );
  const deep = JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`) as Json;
  for (const bad of [[Number.NaN], { a: '\ud83d' }, { 'a\udc00': 1 }, [undefined] as unknown as Json, deep]) {
    expect(() => stringifyCanonical(bad)).toThrow(JsonRefused);
    expect(() => refuseUnwritable(bad)).toThrow(JsonRefused);
  }
  for (const text of ['"\\ud83d"', '{"a\\uDC00":1}']) {
    expect(() => refuseUnwritable(JSON.parse(text) as Json, text)).toThrow(JsonRefused);
    expect(() => refuseUnwritable(JSON.parse(text) as Json)).toThrow(JsonRefused);
  }
  const pair = '"\\ud83d\\ude00"';
  expect(() => refuseUnwritable(JSON.parse(pair) as Json, pair)).not.toThrow();
});
