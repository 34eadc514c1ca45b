import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMarkdown, safeHref } from './markdown-tree.ts';

test('headings, lists, emphasis, code and links', () => {
  expect(parseMarkdown('# A *b*\n\n- one\n- `two`\n\nSee **[x](https://a.b)**.')).toEqual([
    {
      type: 'heading',
      level: 1,
      children: [
        { type: 'text', text: 'A ' },
        { type: 'em', children: [{ type: 'text', text: 'b' }] },
      ],
    },
    {
      type: 'list',
      ordered: false,
      items: [[{ type: 'text', text: 'one' }], [{ type: 'code', text: 'two' }]],
    },
    {
      type: 'paragraph',
      children: [
        { type: 'text', text: 'See ' },
        {
          type: 'strong',
          children: [{ type: 'link', href: 'https://a.b', children: [{ type: 'text', text: 'x' }] }],
        },
        { type: 'text', text: '.' },
      ],
    },
  ]);
});

test('markup and scripts stay text', () => {
  expect(parseMarkdown('<script>alert(1)</script>')).toEqual([
    { type: 'paragraph', children: [{ type: 'text', text: '<script>alert(1)</script>' }] },
  ]);
  expect(JSON.stringify(parseMarkdown('[x](javascript:alert(1))'))).not.toContain('"link"');
});

test.each([
  ['https://a.b', true],
  ['/docs/api', true],
  ['//evil.example', false],
  ['javascript:alert(1)', false],
  [' data:text/html,x', false],
])('%s may be linked: %s', (href, safe) => {
  expect(safeHref(href)).toBe(safe);
});

test('ends on any text, and links nothing unsafe', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('#', '*', '_', '`', '[', ']', '(', ')', '>', '-', '1', '.', ' ', '\n', 'a'),
      }),
      (text) => {
        const hrefs = [...JSON.stringify(parseMarkdown(text)).matchAll(/"href":"([^"]*)"/g)].map(
          (found) => found[1] ?? '',
        );
        expect(hrefs.every(safeHref)).toBe(true);
      },
    ),
  );
});
