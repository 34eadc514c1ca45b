import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageSize } from './image-size.ts';

// First bytes of images of 31 x 17 pixels that Pillow wrote, up to what says their size.
const heads: Readonly<Record<string, string>> = {
  PNG: 'iVBORw0KGgoAAAANSUhEUgAAAB8AAAAR',
  JPEG: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAARAB8=',
  'progressive JPEG':
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wgARCAARAB8=',
  'JPEG, turned by its Exif':
    '/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAARAB8=',
  'JPEG, upside down by its Exif':
    '/9j/4AAQSkZJRgABAQAAAQABAAD/4QA0RXhpZgAATU0AKgAAAAgAAgEPAAIAAAAGAAAAJgESAAMAAAABAAMAAAAAAABNYWtlcgD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAARAB8=',
  GIF: 'R0lGODdhHwARAA==',
  BMP: 'Qk2WBgAAAAAAADYAAAAoAAAAHwAAABEAAAA=',
  WebP: 'UklGRkoAAABXRUJQVlA4ID4AAABQAwCdASofABEA',
  'lossless WebP': 'UklGRh4AAABXRUJQVlA4TBEAAAAvHgAEAA==',
  'extended WebP': 'UklGRn4AAABXRUJQVlA4WAoAAAAIAAAAHgAAEAAA',
};

test.each(Object.keys(heads))('%s', (name) => {
  const head = Buffer.from(heads[name] ?? '', 'base64');
  const [width, height] = name.includes('turned') ? [17, 31] : [31, 17];
  expect(imageSize(head)).toEqual({ width, height });
  // a view into a larger buffer, and bytes behind it
  const padded = Buffer.concat([Buffer.alloc(3), head, Buffer.alloc(9)]).subarray(3);
  expect(imageSize(padded)).toEqual({ width, height });
  // a byte less says nothing
  expect(imageSize(head.subarray(0, -1))).toBe(undefined);
});

test('property: no bytes break it or keep it busy', () => {
  const starts = Object.values(heads).map((head) => Buffer.from(head, 'base64'));
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.nat(60),
      fc.uint8Array({ maxLength: 80 }),
      (start, keep, rest) => {
        const size = imageSize(Buffer.concat([start.subarray(0, keep), rest]));
        if (size !== undefined) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
      },
    ),
  );
});
